package org.maslin.server.identity;

import java.security.SecureRandom;
import java.time.InstantSource;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.Settings;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.Authentication;
import org.maslin.server.plumbing.http.Routes;
import org.maslin.server.plumbing.mail.Mail;
import org.maslin.server.records.Audit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires identity. */
@Configuration(proxyBeanMethods = false)
public class IdentityFeature {

    @Bean
    IdentityStore identityStore(JdbcClient jdbc) {
        return new IdentityStore(jdbc);
    }

    @Bean
    Users users(
            Transactions transactions,
            IdentityStore store,
            KnownPrincipals known,
            Audit audit,
            Ids ids,
            InstantSource clock,
            SecureRandom random,
            Mail mail) {
        return new Users(transactions, store, known, audit, ids, clock, random, mail);
    }

    @Bean
    Keys keys(
            Transactions transactions,
            IdentityStore store,
            KnownPrincipals known,
            Audit audit,
            Ids ids,
            InstantSource clock,
            SecureRandom random) {
        return new Keys(transactions, store, known, audit, ids, clock, random);
    }

    @Bean
    Sessions sessions(
            Transactions transactions,
            IdentityStore store,
            KnownPrincipals known,
            Audit audit,
            Ids ids,
            InstantSource clock,
            SecureRandom random,
            Settings settings) {
        return new Sessions(transactions, store, known, audit, ids, clock, random, settings.demo());
    }

    @Bean
    KnownPrincipals knownPrincipals(IdentityStore store, InstantSource clock) {
        return new KnownPrincipals(store, clock);
    }

    @Bean
    Authentication authentication(KnownPrincipals known) {
        return new RequestAuthentication(known);
    }

    @Bean
    Routes identityRoutes(Users users, Sessions sessions, Keys keys) {
        return new IdentityRoutes(users, sessions, keys);
    }
}
