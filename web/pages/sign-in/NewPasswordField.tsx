/** A password that is chosen now: long enough, seen if one likes. */
import { PasswordInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

const shortestPassword = 10;

export function NewPasswordField(props: { label: string; value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const { label, value, onChange } = props;
  return (
    <PasswordInput
      label={label}
      description={t("signIn.newPasswordHint")}
      name="new-password"
      autoComplete="new-password"
      required
      withAsterisk={false}
      minLength={shortestPassword}
      visibilityToggleButtonProps={{ "aria-label": t("signIn.showPassword") }}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
