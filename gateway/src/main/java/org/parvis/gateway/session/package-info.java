/** Who is there: sessions of browsers, the issuer's tokens behind them, and personal access tokens of scripts. */
@NullMarked
package org.parvis.gateway.session;

import org.jspecify.annotations.NullMarked;
