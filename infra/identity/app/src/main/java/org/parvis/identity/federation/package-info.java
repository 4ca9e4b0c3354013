/** Sign-in through the company's own OpenID Connect service: who somebody is, which rights their groups bring, and the end they share. */
@NullMarked
package org.parvis.identity.federation;

import org.jspecify.annotations.NullMarked;
