/** A link that looks like a button: it has an address, so it opens in a new tab like any other. */
import { Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";

type Props = ButtonProps &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps> & { ref?: Ref<HTMLAnchorElement> };

const AnchorButton = (props: Props) => <Button component="a" {...props} />;

export const ButtonLink = createLink(AnchorButton);
