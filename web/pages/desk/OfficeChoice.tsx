/** At which office this desk stands. */
import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { DeskPlace } from "./place.ts";

export function OfficeChoice({ place }: { place: DeskPlace }) {
  const { t } = useTranslation();
  const { office, offices, choose } = place;
  if (!office) return null;
  return (
    <Menu position="bottom-end" width={280} withinPortal>
      <Menu.Target>
        <Button
          variant="subtle"
          rightSection={<IconChevronDown size={16} aria-hidden />}
          aria-label={t("desk.office", { office: office.name })}
        >
          {office.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={office.id} onChange={choose}>
          {offices.map(({ id, name, city }) => (
            <Menu.RadioItem key={id} value={id}>
              {name.includes(city) ? name : `${name}, ${city}`}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
