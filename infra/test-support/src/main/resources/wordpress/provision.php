<?php
// Run inside a WordPress folder: php provision.php URL OUT. Sets the site up once, and gives each user a fresh application password each time.
[, $url, $out] = $argv;
$host = parse_url($url, PHP_URL_HOST) . ':' . parse_url($url, PHP_URL_PORT);
$_SERVER += ['HTTP_HOST' => $host, 'SERVER_NAME' => $host, 'REQUEST_URI' => '/', 'REQUEST_METHOD' => 'GET'];
define('WP_INSTALLING', true);
require getcwd() . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
if (!is_blog_installed()) {
    wp_install('Carnet', 'admin', 'admin@blog.test', true, '', wp_generate_password());
    foreach (['comment_moderation' => '0', 'comment_previously_approved' => '0', 'timezone_string' => 'Europe/Paris'] as $name => $value) {
        update_option($name, $value);
    }
}
$secrets = [];
foreach (['ines' => 'editor', 'noe' => 'subscriber', 'margaux' => 'subscriber'] as $name => $role) {
    $id = username_exists($name) ?: wp_insert_user(
        ['user_login' => $name, 'user_pass' => wp_generate_password(), 'user_email' => "$name@blog.test", 'role' => $role]);
    WP_Application_Passwords::delete_all_application_passwords($id);
    [$secrets[$name]] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'tests']);
}
file_put_contents($out, json_encode($secrets));
