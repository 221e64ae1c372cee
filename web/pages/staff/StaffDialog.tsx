/** One of the staff: invited here, or changed. What opens a way in ends with the link to give them. */
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MadeLink, StaffMember } from "../../../src/access/staff-contract.ts";
import { staffKey } from "../../api/access.ts";
import { change, send } from "../../api/fetch.ts";
import type { Role } from "../../api/me.ts";
import { Dialog } from "../../components/Dialog.tsx";
import { Trouble } from "../../components/Trouble.tsx";
import { useLanguage } from "../../language/i18n.ts";
import { roles } from "../sign-in/roles.ts";
import { LinkToGive } from "./LinkToGive.tsx";
import styles from "./StaffPage.module.css";
import { WayIn } from "./WayIn.tsx";

interface Office {
  id: string;
  name: string;
}

export function StaffDialog(props: {
  member: StaffMember | undefined;
  offices: readonly Office[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { member, onClose } = props;
  const [link, setLink] = useState<MadeLink>();
  return (
    <Dialog opened onClose={onClose} title={member?.name ?? t("staff.invite")}>
      {link ? (
        <LinkToGive link={link} onClose={onClose} />
      ) : (
        <>
          <StaffForm {...props} onLink={setLink} />
          {member && <WayIn member={member} onLink={setLink} onDone={onClose} />}
        </>
      )}
    </Dialog>
  );
}

/** A manager and a desk work at offices; the others everywhere. */
const atOffices = (role: Role) => role === "manager" || role === "desk";

function StaffForm(props: {
  member: StaffMember | undefined;
  offices: readonly Office[];
  onClose: () => void;
  onLink: (link: MadeLink) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const answers = useQueryClient();
  const { member } = props;
  const [name, setName] = useState(member?.name ?? "");
  const [email, setEmail] = useState(member?.email ?? "");
  const [role, setRole] = useState<Role>(member?.role ?? "operator");
  const [offices, setOffices] = useState<readonly string[]>(member?.offices.map(({ id }) => id) ?? []);
  const save = useMutation({
    mutationFn: async () => {
      const body = { name, email: email.trim(), role, offices: [...offices] };
      if (!member) return send<MadeLink>("/staff", { language, body });
      const { email: typed, ...rest } = body;
      await change("PATCH", `/staff/${member.id}`, {
        language,
        body: typed === "" ? rest : body,
      });
      return undefined;
    },
    onSuccess: async (made) => {
      await answers.invalidateQueries({ queryKey: staffKey });
      if (made) props.onLink(made);
      else props.onClose();
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput
        label={t("staff.name")}
        required
        withAsterisk={false}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t("signIn.email")}
        type="email"
        required={!member}
        withAsterisk={false}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <NativeSelect
        label={t("staff.role")}
        value={role}
        data={roles.map((one) => ({ value: one, label: t(`role.${one}`) }))}
        onChange={(event) => setRole(roles.find((one) => one === event.currentTarget.value) ?? role)}
      />
      {atOffices(role) && (
        <Checkbox.Group
          label={t("staff.offices")}
          description={t("staff.officesHint")}
          value={[...offices]}
          onChange={setOffices}
        >
          <div className={styles.offices}>
            {props.offices.map((office) => (
              <Checkbox key={office.id} value={office.id} label={office.name} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      {save.error && <Trouble error={save.error} onRetry={() => save.mutate()} />}
      <div className={styles.actions}>
        <Button type="submit" variant="filled" loading={save.isPending}>
          {member ? t("staff.save") : t("staff.makeLink")}
        </Button>
      </div>
    </form>
  );
}
