/** The address one signs in with. */
import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

export function EmailField(props: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t("signIn.email")}
      type="email"
      name="email"
      autoComplete="username"
      required
      withAsterisk={false}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}
