package org.maslin.badhouse.tasks;

import org.springframework.jdbc.core.simple.JdbcClient;

record SqlFlow(JdbcClient jdbc) {}
