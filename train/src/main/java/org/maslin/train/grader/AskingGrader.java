package org.maslin.train.grader;

import tools.jackson.databind.JsonNode;

/** A grader that goes by what a model replies. */
sealed interface AskingGrader extends Grader permits ScoreModel, LabelModel {

    ModelQuestion question();

    @Override
    default void requireFields(JsonNode item) {
        question().requireFields(item);
    }

    @Override
    default boolean asks() {
        return true;
    }
}
