/** One of the staff: invited here, or changed. What opens a way in ends with the link to give them. */
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MadeLink, StaffMember } from "../../../src/access/staff-contract.ts";
import { staffKey } from "../../api/access.ts";
import { forgetDraft, useDraft } from "../../api/draft.ts";
import { change, send } from "../../api/fetch.ts";
import type { Role } from "../../api/me.ts";
import { Dialog } from "../../components/Dialog.tsx";
import { Trouble } from "../../components/Trouble.tsx";
import type { Day } from "../../language/days.ts";
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
  today: Day;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { member } = props;
  const [link, setLink] = useState<MadeLink>();
  // An invitation is found again as it was left; who works here already is shown as they are.
  const onClose = () => {
    if (member) forgetDraft(draftOf(member));
    props.onClose();
  };
  return (
    <Dialog opened onClose={onClose} title={member?.name ?? t("staff.invite")}>
      {link ? (
        <LinkToGive link={link} onClose={onClose} />
      ) : (
        <>
          <StaffForm {...props} onClose={onClose} onLink={setLink} />
          {member && <WayIn member={member} onLink={setLink} onDone={onClose} />}
        </>
      )}
    </Dialog>
  );
}

/** A manager and a desk work at offices; the others everywhere. */
const atOffices = (role: Role) => role === "manager" || role === "desk";

interface Written {
  name: string;
  email: string;
  role: Role;
  offices: readonly string[];
}

const draftOf = (member: StaffMember | undefined): string => `staff ${member?.id ?? "new"}`;

const writtenOf = (member: StaffMember | undefined): Written => ({
  name: member?.name ?? "",
  email: member?.email ?? "",
  role: member?.role ?? "operator",
  offices: member?.offices.map(({ id }) => id) ?? [],
});

function StaffForm(props: {
  member: StaffMember | undefined;
  offices: readonly Office[];
  today: Day;
  onClose: () => void;
  onLink: (link: MadeLink) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const answers = useQueryClient();
  const { member, today } = props;
  const draft = draftOf(member);
  const [written, setWritten] = useDraft(draft, { empty: writtenOf(member), today });
  const { name, email, role, offices } = written;
  const put = (part: Partial<Written>) => setWritten({ ...written, ...part });
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
      forgetDraft(draft);
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
        onChange={(event) => put({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t("signIn.email")}
        type="email"
        required={!member}
        withAsterisk={false}
        value={email}
        onChange={(event) => put({ email: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("staff.role")}
        value={role}
        data={roles.map((one) => ({ value: one, label: t(`role.${one}`) }))}
        onChange={(event) => put({ role: roles.find((one) => one === event.currentTarget.value) ?? role })}
      />
      {atOffices(role) && (
        <Checkbox.Group
          label={t("staff.offices")}
          description={t("staff.officesHint")}
          value={[...offices]}
          onChange={(chosen) => put({ offices: chosen })}
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
