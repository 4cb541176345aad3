package org.maslin.server.loop;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maslin.core.Figure;

/** A link on its way to its next version. */
final class LinkDraft {

    private final ChainLink link;
    private final Map<String, Long> counts;
    private final Map<String, Figure> figures;
    private final Map<String, String> references;
    private long done;
    private long total;
    private ChainLink.@Nullable Origins origins;
    private List<ChainLink.Point> series;
    private @Nullable String note;

    LinkDraft(ChainLink link) {
        this.link = link;
        this.counts = new TreeMap<>(link.counts());
        this.figures = new TreeMap<>(link.figures());
        this.references = new TreeMap<>(link.references());
        this.done = link.done();
        this.total = link.total();
        this.origins = link.origins();
        this.series = link.series();
        this.note = link.note();
    }

    LinkDraft count(String name, long count) {
        counts.put(name, count);
        return this;
    }

    LinkDraft figure(String name, @Nullable Figure figure) {
        if (figure != null) {
            figures.put(name, figure);
        }
        return this;
    }

    LinkDraft figures(Map<String, Figure> more) {
        figures.putAll(more);
        return this;
    }

    LinkDraft reference(String kind, Object id) {
        references.put(kind, id.toString());
        return this;
    }

    LinkDraft progress(long now, long of) {
        done = now;
        total = of;
        return this;
    }

    LinkDraft origins(long human, long synthetic, long machine) {
        origins = new ChainLink.Origins(human, synthetic, machine);
        return this;
    }

    LinkDraft series(List<ChainLink.Point> points) {
        series = points;
        return this;
    }

    LinkDraft note(String text) {
        note = text;
        return this;
    }

    /** The link, still at work. */
    ChainLink running() {
        return link(LinkState.RUNNING);
    }

    /** The link, done for good. */
    ChainLink done() {
        return link(LinkState.DONE);
    }

    ChainLink failed(String why) {
        note = why;
        return link(LinkState.FAILED);
    }

    private ChainLink link(LinkState state) {
        return new ChainLink(
                link.name(), state, link.round(), done, total, counts, origins, figures, series,
                references, note, link.startedAt(), link.finishedAt());
    }
}
