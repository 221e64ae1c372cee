/** The ways to reach the client in order, and what moves to the next one. */
import { IconArrowDown, IconArrowUp, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { chainChannels } from "../../api/closed-lists.ts";
import { useChannelWord } from "../../language/words.ts";
import type { Step } from "./chain-text.ts";
import styles from "./Fields.module.css";

type Entry = Step["channels"][number];
type Name = Extract<Entry, string>;
type MoveOn = { undeliveredHours?: number; unansweredCalls?: number };

const nameOf = (entry: Entry): Name => (typeof entry === "string" ? entry : entry.channel);
const moveOnOf = (entry: Entry): MoveOn => (typeof entry === "string" ? {} : (entry.moveOn ?? {}));

export function ChannelsField(props: {
  channels: readonly Entry[];
  onChange: (channels: readonly Entry[]) => void;
}) {
  const { t } = useTranslation();
  const word = useChannelWord();
  const { channels, onChange } = props;
  const names = channels.map(nameOf);
  const free = chainChannels.filter((channel) => !names.includes(channel));
  const swap = (a: number, b: number) =>
    onChange(channels.map((entry, at) => (at === a ? channels[b] : at === b ? channels[a] : entry) ?? entry));
  return (
    <>
      <ol>
        {channels.map((entry, at) => {
          const name = nameOf(entry);
          const named = { channel: word(name) };
          return (
            <li key={name} className={styles.channel}>
              <span className={styles.place} aria-hidden>
                {at + 1}
              </span>
              <span className={styles.channelName}>{word(name)}</span>
              {at < channels.length - 1 && (
                <Next
                  name={name}
                  moveOn={moveOnOf(entry)}
                  onChange={(moveOn) =>
                    onChange(channels.map((one, index) => (index === at ? withMoveOn(name, moveOn) : one)))
                  }
                />
              )}
              <span className={styles.tools}>
                <button
                  type="button"
                  className={styles.tool}
                  aria-label={t("chain.channel.up", named)}
                  disabled={at === 0}
                  onClick={() => swap(at, at - 1)}
                >
                  <IconArrowUp size={16} aria-hidden />
                </button>
                <button
                  type="button"
                  className={styles.tool}
                  aria-label={t("chain.channel.down", named)}
                  disabled={at === channels.length - 1}
                  onClick={() => swap(at, at + 1)}
                >
                  <IconArrowDown size={16} aria-hidden />
                </button>
                <button
                  type="button"
                  className={styles.tool}
                  aria-label={t("chain.channel.remove", named)}
                  disabled={channels.length === 1}
                  onClick={() => onChange(channels.filter((_, index) => index !== at))}
                >
                  <IconX size={16} aria-hidden />
                </button>
              </span>
            </li>
          );
        })}
      </ol>
      {free.length > 0 && (
        <select
          className={styles.select}
          aria-label={t("chain.channel.add")}
          value=""
          onChange={(event) => onChange([...channels, event.currentTarget.value as Name])}
        >
          <option value="" disabled>
            {t("chain.channel.add")}
          </option>
          {free.map((channel) => (
            <option key={channel} value={channel}>
              {word(channel)}
            </option>
          ))}
        </select>
      )}
    </>
  );
}

const withMoveOn = (channel: Name, moveOn: MoveOn): Entry =>
  Object.keys(moveOn).length === 0 ? channel : { channel, moveOn };

/** Besides a refusal and a missing contact point: so many unanswered calls, or so many hours undelivered. */
function Next(props: { name: Name; moveOn: MoveOn; onChange: (moveOn: MoveOn) => void }) {
  const { t } = useTranslation();
  const { name, moveOn, onChange } = props;
  const field = name === "call" ? "unansweredCalls" : "undeliveredHours";
  const value = moveOn[field];
  const most = name === "call" ? 10 : 720;
  const label = t(`chain.moveOn.${field}`);
  return (
    <label className={styles.move}>
      {label}
      <input
        className={styles.number}
        type="number"
        min={1}
        max={most}
        placeholder="–"
        value={value ?? ""}
        onChange={(event) => {
          const count = Number.parseInt(event.currentTarget.value, 10);
          const { [field]: _gone, ...rest } = moveOn;
          onChange(Number.isNaN(count) ? rest : { ...rest, [field]: Math.min(Math.max(count, 1), most) });
        }}
      />
      {t(`chain.moveOn.${field}.unit`, { count: value ?? 5 })}
    </label>
  );
}
