package org.maslin.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The two forms of the log, as the configuration that ships makes them. */
class LogFormTest {

    private static String line(String form) throws Exception {
        var context = new LoggerContext();
        context.putProperty("maslin.log", form);
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(
                Objects.requireNonNull(LogFormTest.class.getResource("/logback.xml")));
        var root = context.getLogger("ROOT");
        var appender = (ConsoleAppender<ILoggingEvent>) root.getAppender("STDERR");
        var event = new LoggingEvent("x", root, Level.WARN, "It is {}.", null, new Object[] {"so"});
        event.setMDCPropertyMap(Map.of("request", "r-1"));
        return new String(
                Objects.requireNonNull(appender).getEncoder().encode(event),
                StandardCharsets.UTF_8);
    }

    @Test
    void json_isOneObjectALine_withTheRequest() throws Exception {
        String line = line("json");
        assertThat(line.strip()).doesNotContain("\n");
        var json = JsonMapper.shared().readTree(line);
        assertThat(json.path("level").asString()).isEqualTo("WARN");
        assertThat(json.path("formattedMessage").asString()).isEqualTo("It is so.");
        assertThat(json.path("mdc").path("request").asString()).isEqualTo("r-1");
    }

    @Test
    void text_endsWithTheRequest() throws Exception {
        assertThat(line("text")).contains("WARN  ROOT: It is so. #r-1");
    }
}
