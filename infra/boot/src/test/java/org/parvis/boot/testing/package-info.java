/** How the tests of a service start it: real database, real ledger, real HTTP, tokens signed with a key of the test. */
@NullMarked
package org.parvis.boot.testing;

import org.jspecify.annotations.NullMarked;
