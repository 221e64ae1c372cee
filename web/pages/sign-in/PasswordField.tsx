/** The password one has. */
import { PasswordInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

export function PasswordField(props: {
  label: string;
  name?: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const { onChange, ...field } = props;
  return (
    <PasswordInput
      {...field}
      autoComplete="current-password"
      required
      withAsterisk={false}
      visibilityToggleButtonProps={{ "aria-label": t("signIn.showPassword") }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
