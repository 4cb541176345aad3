package org.maslin.server.projects;

import java.math.BigDecimal;
import org.maslin.core.BadInputException;

/**
 * What work on a project is paid.
 *
 * @param currency three letters (ISO 4217)
 */
public record Price(Per per, BigDecimal amount, String currency) {

    /** What the amount is paid for. */
    public enum Per {
        /** An answer that was not taken back. */
        TASK,
        /** An hour of active time. */
        HOUR
    }

    public Price {
        if (amount.signum() < 0 || amount.precision() - amount.scale() > 9) {
            throw new BadInputException(
                    "price.amount", amount.toPlainString(), "0 or more", "Give it in " + currency);
        }
        if (!currency.matches("[A-Z]{3}")) {
            throw new BadInputException(
                    "price.currency", currency, "three capital letters", "Such as EUR or USD.");
        }
    }
}
