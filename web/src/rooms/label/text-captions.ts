import type { TextCaptions } from '../../editor/text/captions';
import { named, t } from '../../messages';
import { finderCaptions } from './finder-captions';

/** What the text surface says. */
export const textCaptions: TextCaptions = {
  group: t('marking.group'), text: t('marking.text'), textHelp: t('marking.text.help'), labels: t('marking.labels'),
  more: (n) => t('marking.more', { n }), finder: finderCaptions,
  nextWord: t('marking.next-word'), previousWord: t('marking.previous-word'), longer: t('marking.longer'), shorter: t('marking.shorter'),
  longerByWord: t('marking.longer-word'), shorterByWord: t('marking.shorter-word'), startEarlier: t('marking.start-earlier'), startLater: t('marking.start-later'),
  turn: t('marking.turn'), nextSpan: t('marking.next'), previousSpan: t('marking.previous'), label: (label) => t('marking.label', { label }), pick: t('marking.pick'),
  edit: t('marking.edit'), finish: t('marking.finish'), remove: t('marking.remove'), part: t('marking.part'), relate: t('marking.relate'),
  accept: t('marking.accept'), acceptAll: t('marking.accept-all'), reject: t('marking.reject'), leave: t('marking.leave'),
  offsets: (parts) => t('marking.offsets', { parts }), inMessage: (n, parts) => t('marking.in-message', { n, parts }), apart: t('marking.apart'), selected: (words, parts) => t('marking.selected', { words, parts }), chosen: (label, words, origin) => t('marking.chosen', { label, words, origin }),
  origin: (origin) => named('marking.origin', origin), armed: (label) => t('marking.armed', { label }),
  forPart: (words) => t('marking.for-part', { words }), forRelation: (name, words) => t('marking.for-relation', { name, words }), idle: t('marking.idle'),
  regions: (n) => t('marking.regions', { n }), waiting: (n) => t('marking.waiting', { n }), none: t('marking.none'), outside: t('marking.outside'),
  chain: (n) => t('marking.chain', { n }), relations: t('marking.relations'), unrelate: t('marking.unrelate'),
};
