package org.maslin.server.workforce;

import java.math.BigDecimal;

/** An amount of money, to the hundredth; ISO 4217 names the currency. */
public record Cost(BigDecimal amount, String currency) {}
