package org.maslin.train.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has a value. */
sealed interface Expression {

    record Constant(@Nullable Object value) implements Expression {}

    record Name(String name) implements Expression {}

    record ListOf(List<Expression> items) implements Expression {}

    record TupleOf(List<Expression> items) implements Expression {}

    record DictOf(List<Expression> keys, List<Expression> values) implements Expression {}

    record Attribute(Expression of, String name) implements Expression {}

    record Item(Expression of, Expression key) implements Expression {}

    record Slice(
            Expression of,
            @Nullable Expression start,
            @Nullable Expression stop,
            @Nullable Expression step)
            implements Expression {}

    record Call(Expression function, Arguments arguments) implements Expression {}

    record Filter(Expression of, String name, Arguments arguments) implements Expression {}

    record Test(Expression of, String name, Arguments arguments, boolean negated)
            implements Expression {}

    record Unary(String operator, Expression of) implements Expression {}

    record Binary(String operator, Expression left, Expression right) implements Expression {}

    /** a < b <= c and so on. */
    record Comparison(Expression first, List<String> operators, List<Expression> others)
            implements Expression {}

    record Either(Expression condition, Expression yes, @Nullable Expression no)
            implements Expression {}

    /** What a function, filter or test is given. */
    record Arguments(List<Expression> positional, Map<String, Expression> named) {

        static final Arguments NONE = new Arguments(List.of(), Map.of());
    }
}
