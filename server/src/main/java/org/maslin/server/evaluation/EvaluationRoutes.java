package org.maslin.server.evaluation;

import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.security.Action;
import org.maslin.server.plumbing.http.Reply;
import org.maslin.server.plumbing.http.Request;
import org.maslin.server.plumbing.http.RouteTable;
import org.maslin.server.plumbing.http.Routes;

/** Evaluations over HTTP. */
final class EvaluationRoutes implements Routes {

    private static final double MARGIN = 0.05;
    private static final double ALPHA = 0.05;
    private static final double BETA = 0.1;

    private final Evaluations evaluations;

    EvaluationRoutes(Evaluations evaluations) {
        this.evaluations = evaluations;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(
                "/evaluations/{evaluationId}",
                Action.READ_EVALUATIONS,
                r -> Reply.ok(evaluations.get(r.principal(), r.id("evaluationId"))));
        table.get(
                "/evaluations/{evaluationId}/prompts",
                Action.READ_EVALUATIONS,
                r ->
                        Reply.ok(
                                evaluations.prompts(
                                        r.principal(),
                                        r.id("evaluationId"),
                                        r.wordQuery("outcome", JudgedPrompt.Outcome.class),
                                        r.query("subset"),
                                        place(r),
                                        r.limit())));
        table.get(
                "/evaluations/{evaluationId}/sequential-test",
                Action.READ_EVALUATIONS,
                r ->
                        Reply.ok(
                                evaluations.sequentialTest(
                                        r.principal(),
                                        r.id("evaluationId"),
                                        belowHalf(r, "margin", MARGIN),
                                        belowHalf(r, "alpha", ALPHA),
                                        belowHalf(r, "beta", BETA))));
    }

    /** The place behind which a page begins. */
    private static int place(Request request) {
        @Nullable String after = request.after();
        if (after == null) {
            return -1;
        }
        if (!after.matches("\\d{1,9}")) {
            throw new BadInputException(
                    "query parameter \"after\"",
                    after,
                    "the next of the page before",
                    "Leave it out for the first page.");
        }
        return Integer.parseInt(after);
    }

    private static double belowHalf(Request request, String name, double otherwise) {
        @Nullable String text = request.query(name);
        if (text == null) {
            return otherwise;
        }
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!(value > 0 && value < 0.5)) {
            throw new BadInputException(
                    "query parameter \"" + name + "\"",
                    text,
                    "a number above 0 and below 0.5",
                    "Correct it, or leave it out for %s.".formatted(otherwise));
        }
        return value;
    }
}
