/** Who is signed in with a browser: a row in the database, a cookie that opens it, tokens that never leave the server. */
@NullMarked
package org.parvis.gateway.session;

import org.jspecify.annotations.NullMarked;
