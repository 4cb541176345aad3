import * as api from '../../api';
import type { Pyramid } from '../../editor/render/tiles';
import { say } from './image-words';

const pause = 1000;

/** Follows how the page of an image is cut into tiles, until they are there. */
export class Cutting {
  state = $state.raw<{ readonly pyramid: Pyramid | null; readonly note: string | null }>({ pyramid: null, note: null });

  /** @returns what stops it */
  follow(source: string, page: number): () => void {
    let stopped = false;
    this.state = { pyramid: null, note: null };
    const ask = async (): Promise<void> => {
      const found = await api.tiles(source, page).catch(() => null);
      if (stopped) return;
      if (found?.state === 'ready') this.state = { pyramid: { ...found, address: (level, column, row) => `${source}/tiles/${page}/${level}/${column}-${row}` }, note: null };
      else if (found?.state === 'failed') this.state = { pyramid: null, note: say('tiles.failed', { why: found.why ?? '' }) };
      else {
        this.state = { pyramid: null, note: found === null ? null : say('tiles.cutting', { share: Math.round(found.share * 100) }) };
        setTimeout(() => stopped || void ask(), pause);
      }
    };
    void ask();
    return () => (stopped = true);
  }
}
