import en from './en.json';
import { format, type Values } from './format';

export type MessageKey = keyof typeof en;

/** The text of the interface for a key. */
export function t(key: MessageKey, values?: Values): string {
  return format(en[key], values);
}

/** The text for a key made from data, such as a link's name; the name itself, in words, where the catalogue has none. */
export function named(prefix: string, name: string, values?: Values): string {
  const key = `${prefix}.${name}`;
  return key in en ? t(key as MessageKey, values) : name.replaceAll('-', ' ');
}
