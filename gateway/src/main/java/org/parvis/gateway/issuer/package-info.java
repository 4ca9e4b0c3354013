/** The talk with identity: codes, refresh tokens and personal access tokens against access tokens. */
@NullMarked
package org.parvis.gateway.issuer;

import org.jspecify.annotations.NullMarked;
