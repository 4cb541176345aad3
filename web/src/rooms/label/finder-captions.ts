import type { FinderCaptions } from '../../editor/classes/captions';
import { t } from '../../messages';

/** What the finder of classes says. */
export const finderCaptions: FinderCaptions = {
  search: t('marking.search'), list: t('marking.labels'), none: t('marking.label.none'), recent: t('class.recent'), up: t('class.up'),
  found: (shown, all) => t('marking.found', { shown, all }), below: (n) => t('image.label.count', { n }),
};
