/** The key that does what the button does; stands on it, in the button's own colour. */
import type { ReactNode } from "react";
import styles from "./Key.module.css";

export const Key = ({ children }: { children: ReactNode }) => <kbd className={styles.key}>{children}</kbd>;
