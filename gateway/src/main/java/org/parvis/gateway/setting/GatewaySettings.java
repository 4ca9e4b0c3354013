package org.parvis.gateway.setting;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an installation may set.
 *
 * @param secureCookies whether browsers may send our cookies over https (and to localhost) only; null lets the public address decide: it is
 *     false only for plain http on another host
 * @param idle a session that nobody used for this long is over
 * @param longest every session is over after this long
 * @param renewBefore how long before its end an access token is renewed
 * @param answerWithin how long a service may take for an answer; streams and downloads may take longer
 * @param headerWithin how long whoever asks may take to say what for
 * @param identityWithin how long identity may take for a token
 * @param rememberTokens how long a program's token is taken as good without asking identity again
 * @param largestBody what a request may carry
 * @param largestFile what a file may weigh, where one may be handed in
 * @param bodiesAtOnce what all bodies that are being read or answered may weigh together; whoever comes then is asked to come again
 * @param requestsPerSecond of one session, one token, one address, on average
 * @param burst as many at once
 * @param trustedProxies addresses or networks of proxies in front of the gateway; only what they say of a client's address counts
 */
@ConfigurationProperties("parvis.gateway")
public record GatewaySettings(
        @Nullable Boolean secureCookies,
        @DefaultValue("PT30M") Duration idle,
        @DefaultValue("PT12H") Duration longest,
        @DefaultValue("PT30S") Duration renewBefore,
        @DefaultValue("PT10S") Duration answerWithin,
        @DefaultValue("PT15S") Duration headerWithin,
        @DefaultValue("PT5S") Duration identityWithin,
        @DefaultValue("PT30S") Duration rememberTokens,
        @DefaultValue("1MB") DataSize largestBody,
        @DefaultValue("10MB") DataSize largestFile,
        @DefaultValue("32MB") DataSize bodiesAtOnce,
        @DefaultValue("50") int requestsPerSecond,
        @DefaultValue("200") int burst,
        @DefaultValue({}) List<String> trustedProxies) {}
