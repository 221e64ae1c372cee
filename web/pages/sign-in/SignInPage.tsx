/** The door: who one is. In the demo a newcomer is let in as the owner at once, and picks a role later. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { signedInAgain } from "../../api/again.ts";
import { meKey, useDoor } from "../../api/me.ts";
import { signInToDemo } from "../../api/session.ts";
import { Trouble } from "../../components/Trouble.tsx";
import { useLanguage } from "../../language/i18n.ts";
import { ComeIn } from "./ComeIn.tsx";
import { FirstStart } from "./FirstStart.tsx";
import { hasLeft } from "./left.ts";
import { OutsidePage } from "./OutsidePage.tsx";

export function SignInPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const answers = useQueryClient();
  const door = useDoor(true);
  const enter = () => {
    // Requests of whoever was here before are not sent again.
    signedInAgain(false);
    return answers.resetQueries();
  };
  // By a query, so that it happens once however often the page is drawn.
  const newcomer = door.data?.demo === true && !hasLeft();
  const letIn = useQuery({
    queryKey: ["let in"],
    queryFn: async () => {
      const signedIn = await signInToDemo("owner", language);
      signedInAgain(false);
      await answers.invalidateQueries({ queryKey: meKey });
      return signedIn;
    },
    enabled: newcomer,
    staleTime: Infinity,
  });
  const asked = door.error && !door.data ? door : letIn;
  if (asked.error) return <Trouble error={asked.error} onRetry={() => void asked.refetch()} />;
  if (!door.data || newcomer) return null;
  if (door.data.firstStart)
    return (
      <OutsidePage title={t("firstStart.title")} name={t("app.name")} lead={t("firstStart.lead")}>
        <FirstStart onIn={enter} />
      </OutsidePage>
    );
  return (
    <OutsidePage title={t("signIn.title")} name={door.data.name}>
      <ComeIn onIn={enter} />
    </OutsidePage>
  );
}
