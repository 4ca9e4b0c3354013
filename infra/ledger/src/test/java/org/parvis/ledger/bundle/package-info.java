/** Tests of bundles and of the verifier that is shipped with them: clean ones pass, each forgery is found. */
@NullMarked
package org.parvis.ledger.bundle;

import org.jspecify.annotations.NullMarked;
