import type { AnswerCaptions } from '../../editor/answer-words';
import { t } from '../../messages';

export const answerCaptions: AnswerCaptions = { first: t('pair.a'), second: t('pair.b'), tie: t('pair.tie.long'), none: t('answer.none'), regions: (n) => t('image.regions', { n }) };
