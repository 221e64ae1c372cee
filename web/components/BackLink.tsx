/** From one thing to the list it stands in, above its name. */
import { createLink } from "@tanstack/react-router";
import { IconChevronLeft } from "@tabler/icons-react";
import type { AnchorHTMLAttributes, Ref } from "react";
import styles from "./BackLink.module.css";

type Props = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "className"> & { ref?: Ref<HTMLAnchorElement> };

const Back = ({ children, ...props }: Props) => (
  <a {...props} className={styles.back}>
    <IconChevronLeft size={16} aria-hidden />
    {children}
  </a>
);

export const BackLink = createLink(Back);
