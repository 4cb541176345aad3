package org.maslin.curate;

import java.util.ArrayList;
import java.util.List;

/** A document after some stages, and what they decided. */
record Walk(Document document, Decision decision) {

    /** Takes a document through the judging stages among the first {@code until}. */
    static Walk through(List<Stage> stages, int until, Document document) {
        var edits = new ArrayList<Edit>();
        Document current = document;
        for (Stage stage : stages.subList(0, until)) {
            if (stage instanceof Stage.Judge judge) {
                switch (judge.judge(current.text())) {
                    case Verdict.Keep keep -> {}
                    case Verdict.Rewrite rewrite -> {
                        current = current.withText(rewrite.text());
                        edits.addAll(rewrite.edits());
                    }
                    case Verdict.Drop drop -> {
                        return new Walk(
                                current,
                                Decision.dropped(document.id(), stage.name(), drop.reason()));
                    }
                }
            }
        }
        return new Walk(current, Decision.kept(document.id(), edits));
    }
}
