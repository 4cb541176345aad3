import { describe, expect, it } from 'vitest';
import { countsOf, ofPage, withPage } from './pages';
import type { RegionsAnswer } from './region';

const answer: RegionsAnswer = {
  regions: [{ id: 'a', label: 'x', point: [1, 1] }, { id: 'b', label: 'x', point: [2, 2], page: 2 }, { id: 'c', label: 'x', point: [3, 3], page: 3 }],
  relations: [{ name: 'on', from: 'a', to: 'b' }],
};

describe('pages', () => {
  it('have their own regions, and put together they are the answer', () => {
    for (const page of [1, 2, 3]) expect(withPage(answer, page, ofPage(answer, page))).toEqual(answer);
    expect(countsOf(answer, 3)).toEqual([1, 1, 1]);
  });

  it('keep what relates regions of two pages, whichever of them is changed', () => {
    const more: RegionsAnswer = { ...answer, relations: [{ name: 'on', from: 'a', to: 'b' }, { name: 'on', from: 'c', to: 'a' }] };
    for (const page of [1, 2, 3]) expect(new Set(withPage(more, page, ofPage(more, page)).relations)).toEqual(new Set(more.relations));
    const first = ofPage(more, 1);
    expect(withPage(more, 1, { ...first, relations: [...first.relations!, { name: 'on', from: 'a', to: 'c' }] }).relations).toHaveLength(3);
    expect(withPage(more, 3, { regions: [], relations: [] }).relations).toEqual([{ name: 'on', from: 'a', to: 'b' }]);
  });

  it('give what is drawn on them their number, the first none', () => {
    const drawn = { regions: [{ id: 'd', label: 'y', point: [4, 4] }] };
    expect(withPage(answer, 2, drawn).regions.map((one) => one['page'])).toEqual([undefined, 2, 3]);
    expect(withPage({ regions: [] }, 1, drawn)).toEqual(drawn);
    // What was related to a region that is gone is no more.
    expect(withPage(answer, 2, drawn).relations).toEqual([]);
  });
});
