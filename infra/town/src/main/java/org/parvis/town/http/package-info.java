/** The smallest web server that can also cut a connection: routing, requests, responses, problems. */
@NullMarked
package org.parvis.town.http;

import org.jspecify.annotations.NullMarked;
