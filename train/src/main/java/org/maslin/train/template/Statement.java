package org.maslin.train.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a template does. */
sealed interface Statement {

    record Data(String text) implements Statement {}

    record Output(Expression value) implements Statement {}

    record If(List<Expression> conditions, List<List<Statement>> bodies, List<Statement> otherwise)
            implements Statement {}

    record For(
            List<String> targets,
            boolean unpacks,
            Expression over,
            @Nullable Expression condition,
            boolean recursive,
            List<Statement> body,
            List<Statement> otherwise)
            implements Statement {}

    /** Names that get a value. */
    record Set(List<String> targets, Expression value) implements Statement {}

    /** An attribute of a namespace that gets a value. */
    record SetAttribute(String namespace, String attribute, Expression value)
            implements Statement {}

    /** A name that gets what a body writes. */
    record SetBlock(String target, List<Statement> body, @Nullable Expression filtered)
            implements Statement {}

    record With(List<String> names, List<Expression> values, List<Statement> body)
            implements Statement {}

    record FilterBlock(Expression filter, List<Statement> body) implements Statement {}

    record Macro(
            String name, List<String> parameters, List<Expression> defaults, List<Statement> body)
            implements Statement {}

    record CallBlock(Macro caller, Expression.Call call) implements Statement {}

    /** What an assistant said. */
    record Generation(List<Statement> body) implements Statement {}

    record Break() implements Statement {}

    record Continue() implements Statement {}
}
