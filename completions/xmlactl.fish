function __xmlactl_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __xmlactl_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __xmlactl_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __xmlactl_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __xmlactl_parse_tokens -S
    set -l unparsed_tokens (__xmlactl_tokens -pc)
    switch $unparsed_tokens[1]
    case 'xmlactl'
        __xmlactl_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'sessions'
            __xmlactl_parse_subcommand 0 't/target=+' 'password-file=' 'timeout=' 'trace' 'via-dmv' 'tls-ca=' 'tls-cert=' 'tls-key=' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'proxy-auth=' 'proxy-password-file=' 'no-tls-verify' 'defaults-file=' 'no-defaults' 'tls=' 'allow-cleartext-password' 'database=' 'user=' 'o/output=' 'watch=' 'version' 'h/help'
        case 'connections'
            __xmlactl_parse_subcommand 0 't/target=+' 'password-file=' 'timeout=' 'trace' 'via-dmv' 'tls-ca=' 'tls-cert=' 'tls-key=' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'proxy-auth=' 'proxy-password-file=' 'no-tls-verify' 'defaults-file=' 'no-defaults' 'tls=' 'allow-cleartext-password' 'database=' 'user=' 'o/output=' 'watch=' 'version' 'h/help'
        case 'commands'
            __xmlactl_parse_subcommand 0 't/target=+' 'password-file=' 'timeout=' 'trace' 'via-dmv' 'tls-ca=' 'tls-cert=' 'tls-key=' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'proxy-auth=' 'proxy-password-file=' 'no-tls-verify' 'defaults-file=' 'no-defaults' 'tls=' 'allow-cleartext-password' 'database=' 'user=' 'o/output=' 'watch=' 'version' 'h/help'
        case 'transactions'
            __xmlactl_parse_subcommand 0 't/target=+' 'password-file=' 'timeout=' 'trace' 'via-dmv' 'tls-ca=' 'tls-cert=' 'tls-key=' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'proxy-auth=' 'proxy-password-file=' 'no-tls-verify' 'defaults-file=' 'no-defaults' 'tls=' 'allow-cleartext-password' 'database=' 'user=' 'o/output=' 'watch=' 'version' 'h/help'
        case 'locks'
            __xmlactl_parse_subcommand 0 't/target=+' 'password-file=' 'timeout=' 'trace' 'via-dmv' 'tls-ca=' 'tls-cert=' 'tls-key=' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'proxy-auth=' 'proxy-password-file=' 'no-tls-verify' 'defaults-file=' 'no-defaults' 'tls=' 'allow-cleartext-password' 'database=' 'user=' 'o/output=' 'watch=' 'tree' 'version' 'h/help'
        case 'discover'
            __xmlactl_parse_subcommand 1 'restrict=+' 'property=+' 'database=' 't/target=+' 'password-file=' 'timeout=' 'trace' 'via-dmv' 'tls-ca=' 'tls-cert=' 'tls-key=' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'proxy-auth=' 'proxy-password-file=' 'no-tls-verify' 'defaults-file=' 'no-defaults' 'tls=' 'allow-cleartext-password' 'o/output=' 'watch=' 'version' 'h/help'
        case 'cancel'
            __xmlactl_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'session'
                __xmlactl_parse_subcommand -r 1 't/target=+' 'password-file=' 'timeout=' 'trace' 'via-dmv' 'tls-ca=' 'tls-cert=' 'tls-key=' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'proxy-auth=' 'proxy-password-file=' 'no-tls-verify' 'defaults-file=' 'no-defaults' 'tls=' 'allow-cleartext-password' 'database=' 'user=' 'associated' 'n/dry-run' 'wait=' 'escalate' 'unseen' 'yes' 'max=' 'version' 'h/help'
            case 'connection'
                __xmlactl_parse_subcommand -r 1 't/target=+' 'password-file=' 'timeout=' 'trace' 'via-dmv' 'tls-ca=' 'tls-cert=' 'tls-key=' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'proxy-auth=' 'proxy-password-file=' 'no-tls-verify' 'defaults-file=' 'no-defaults' 'tls=' 'allow-cleartext-password' 'database=' 'user=' 'associated' 'n/dry-run' 'wait=' 'escalate' 'unseen' 'yes' 'max=' 'version' 'h/help'
            case 'spid'
                __xmlactl_parse_subcommand -r 1 't/target=+' 'password-file=' 'timeout=' 'trace' 'via-dmv' 'tls-ca=' 'tls-cert=' 'tls-key=' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'proxy-auth=' 'proxy-password-file=' 'no-tls-verify' 'defaults-file=' 'no-defaults' 'tls=' 'allow-cleartext-password' 'database=' 'user=' 'associated' 'n/dry-run' 'wait=' 'escalate' 'unseen' 'yes' 'max=' 'version' 'h/help'
            case 'command'
                __xmlactl_parse_subcommand 0 'session=' 't/target=+' 'password-file=' 'timeout=' 'trace' 'via-dmv' 'tls-ca=' 'tls-cert=' 'tls-key=' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'proxy-auth=' 'proxy-password-file=' 'no-tls-verify' 'defaults-file=' 'no-defaults' 'tls=' 'allow-cleartext-password' 'database=' 'user=' 'n/dry-run' 'wait=' 'escalate' 'unseen' 'yes' 'max=' 'version' 'h/help'
            end
        case 'kill'
            __xmlactl_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'query'
                __xmlactl_parse_subcommand -r 1 'query-id' 't/target=+' 'password-file=' 'timeout=' 'trace' 'via-dmv' 'tls-ca=' 'tls-cert=' 'tls-key=' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'proxy-auth=' 'proxy-password-file=' 'no-tls-verify' 'defaults-file=' 'no-defaults' 'tls=' 'allow-cleartext-password' 'database=' 'user=' 'soft' 'hard' 'n/dry-run' 'wait=' 'escalate' 'unseen' 'yes' 'max=' 'version' 'h/help'
            case 'connection'
                __xmlactl_parse_subcommand -r 1 't/target=+' 'password-file=' 'timeout=' 'trace' 'via-dmv' 'tls-ca=' 'tls-cert=' 'tls-key=' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'proxy-auth=' 'proxy-password-file=' 'no-tls-verify' 'defaults-file=' 'no-defaults' 'tls=' 'allow-cleartext-password' 'database=' 'user=' 'soft' 'hard' 'n/dry-run' 'wait=' 'escalate' 'unseen' 'yes' 'max=' 'version' 'h/help'
            case 'user'
                __xmlactl_parse_subcommand -r 1 't/target=+' 'password-file=' 'timeout=' 'trace' 'via-dmv' 'tls-ca=' 'tls-cert=' 'tls-key=' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'proxy-auth=' 'proxy-password-file=' 'no-tls-verify' 'defaults-file=' 'no-defaults' 'tls=' 'allow-cleartext-password' 'soft' 'hard' 'n/dry-run' 'wait=' 'escalate' 'unseen' 'yes' 'max=' 'version' 'h/help'
            end
        case 'run'
            __xmlactl_parse_subcommand 1 'f/file=' 'database=' 'session=' 'property=+' 'param=+' 'transaction' 'command-timeout=' 'cancellation-timeout=' 't/target=+' 'password-file=' 'timeout=' 'trace' 'via-dmv' 'tls-ca=' 'tls-cert=' 'tls-key=' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'proxy-auth=' 'proxy-password-file=' 'no-tls-verify' 'defaults-file=' 'no-defaults' 'tls=' 'allow-cleartext-password' 'o/output=' 'version' 'h/help'
        case 'session'
            __xmlactl_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'open'
                __xmlactl_parse_subcommand 0 't/target=+' 'password-file=' 'timeout=' 'trace' 'via-dmv' 'tls-ca=' 'tls-cert=' 'tls-key=' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'proxy-auth=' 'proxy-password-file=' 'no-tls-verify' 'defaults-file=' 'no-defaults' 'tls=' 'allow-cleartext-password' 'database=' 'version' 'h/help'
            case 'close'
                __xmlactl_parse_subcommand 1 't/target=+' 'password-file=' 'timeout=' 'trace' 'via-dmv' 'tls-ca=' 'tls-cert=' 'tls-key=' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'proxy-auth=' 'proxy-password-file=' 'no-tls-verify' 'defaults-file=' 'no-defaults' 'tls=' 'allow-cleartext-password' 'version' 'h/help'
            end
        case 'begin'
            __xmlactl_parse_subcommand 0 'session=' 't/target=+' 'password-file=' 'timeout=' 'trace' 'via-dmv' 'tls-ca=' 'tls-cert=' 'tls-key=' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'proxy-auth=' 'proxy-password-file=' 'no-tls-verify' 'defaults-file=' 'no-defaults' 'tls=' 'allow-cleartext-password' 'version' 'h/help'
        case 'commit'
            __xmlactl_parse_subcommand 0 'session=' 't/target=+' 'password-file=' 'timeout=' 'trace' 'via-dmv' 'tls-ca=' 'tls-cert=' 'tls-key=' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'proxy-auth=' 'proxy-password-file=' 'no-tls-verify' 'defaults-file=' 'no-defaults' 'tls=' 'allow-cleartext-password' 'version' 'h/help'
        case 'rollback'
            __xmlactl_parse_subcommand 0 'session=' 't/target=+' 'password-file=' 'timeout=' 'trace' 'via-dmv' 'tls-ca=' 'tls-cert=' 'tls-key=' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'proxy-auth=' 'proxy-password-file=' 'no-tls-verify' 'defaults-file=' 'no-defaults' 'tls=' 'allow-cleartext-password' 'version' 'h/help'
        case 'shell'
            __xmlactl_parse_subcommand 0 'keep-going' 't/target=+' 'password-file=' 'timeout=' 'trace' 'via-dmv' 'tls-ca=' 'tls-cert=' 'tls-key=' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'proxy-auth=' 'proxy-password-file=' 'no-tls-verify' 'defaults-file=' 'no-defaults' 'tls=' 'allow-cleartext-password' 'version' 'h/help'
        case 'demo'
            __xmlactl_parse_subcommand 0 'version' 'h/help'
        case 'help'
            __xmlactl_parse_subcommand -r 1 'version'
        end
    end
end

function __xmlactl_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __xmlactl_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __xmlactl_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __xmlactl_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__xmlactl_tokens -p)
    if test -z "$(__xmlactl_tokens -t)"
        set -l index (count (__xmlactl_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'xmlactl' -f
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl" -eq 1' -fa 'sessions' -d 'List sessions: who is there, and what runs.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl" -eq 1' -fa 'connections' -d 'List connections: from where, and for how long.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl" -eq 1' -fa 'commands' -d 'List what is executed now, and by whom.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl" -eq 1' -fa 'transactions' -d 'List open transactions, and whose they are.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl" -eq 1' -fa 'locks' -d 'List locks: who holds what, and who waits for it.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl" -eq 1' -fa 'discover' -d 'List the rows of any rowset of an XMLA server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl" -eq 1' -fa 'cancel' -d 'Cancel a session, a connection, or what a SPID or a session runs.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl" -eq 1' -fa 'kill' -d 'Kill what a MySQL or MariaDB thread runs, or its connection.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl" -eq 1' -fa 'run' -d 'Run statements, with soft and hard cancellation.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl" -eq 1' -fa 'session' -d 'Open or close an explicit session of an XMLA server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl" -eq 1' -fa 'begin' -d 'Begin a transaction in an explicit session.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl" -eq 1' -fa 'commit' -d 'Commit the transaction of an explicit session.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl" -eq 1' -fa 'rollback' -d 'Roll back the transaction of an explicit session.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl" -eq 1' -fa 'shell' -d 'Enter commands one after the other, in one session.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl" -eq 1' -fa 'demo' -d 'Show all this on throwaway servers; needs no server and leaves nothing behind.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" via-dmv' -l 'via-dmv' -d 'XMLA: ask by SELECT statements on $SYSTEM views, where the server refuses Discover.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" proxy-auth' -l 'proxy-auth' -d 'How to log in to the proxy (default: basic where it is named with a user).' -rfka 'basic ntlm negotiate'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" proxy-password-file' -l 'proxy-password-file' -d 'The file (0600) whose first line is the password of the proxy\'s user.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" defaults-file' -l 'defaults-file' -d 'The only option file to read (default: those of the mariadb and mysql clients).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" no-defaults' -l 'no-defaults' -d 'Read no option file.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" tls' -l 'tls' -d 'How far TLS is insisted on (default: verify-full; over loopback preferred, over a socket disabled).' -rfka 'disabled preferred required verify-ca verify-full'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" allow-cleartext-password' -l 'allow-cleartext-password' -d 'Let the server ask for the password in clear text, as PAM and LDAP need; over verified TLS or a socket only.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" database' -l 'database' -d 'Only what is on this database; an XMLA database administrator must name one.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" user' -l 'user' -d 'Only what belongs to this user.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" o output' -s 'o' -l 'output' -d 'How to write it.' -rfka 'table wide json ndjson csv tsv name'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" watch' -l 'watch' -d 'List again every so often, such as 5, 500ms or 1m, until Ctrl-C: in place on a terminal, else one list after the other.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" via-dmv' -l 'via-dmv' -d 'XMLA: ask by SELECT statements on $SYSTEM views, where the server refuses Discover.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" proxy-auth' -l 'proxy-auth' -d 'How to log in to the proxy (default: basic where it is named with a user).' -rfka 'basic ntlm negotiate'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" proxy-password-file' -l 'proxy-password-file' -d 'The file (0600) whose first line is the password of the proxy\'s user.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" defaults-file' -l 'defaults-file' -d 'The only option file to read (default: those of the mariadb and mysql clients).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" no-defaults' -l 'no-defaults' -d 'Read no option file.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" tls' -l 'tls' -d 'How far TLS is insisted on (default: verify-full; over loopback preferred, over a socket disabled).' -rfka 'disabled preferred required verify-ca verify-full'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" allow-cleartext-password' -l 'allow-cleartext-password' -d 'Let the server ask for the password in clear text, as PAM and LDAP need; over verified TLS or a socket only.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" database' -l 'database' -d 'Only what is on this database; an XMLA database administrator must name one.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" user' -l 'user' -d 'Only what belongs to this user.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" o output' -s 'o' -l 'output' -d 'How to write it.' -rfka 'table wide json ndjson csv tsv name'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" watch' -l 'watch' -d 'List again every so often, such as 5, 500ms or 1m, until Ctrl-C: in place on a terminal, else one list after the other.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" via-dmv' -l 'via-dmv' -d 'XMLA: ask by SELECT statements on $SYSTEM views, where the server refuses Discover.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" proxy-auth' -l 'proxy-auth' -d 'How to log in to the proxy (default: basic where it is named with a user).' -rfka 'basic ntlm negotiate'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" proxy-password-file' -l 'proxy-password-file' -d 'The file (0600) whose first line is the password of the proxy\'s user.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" defaults-file' -l 'defaults-file' -d 'The only option file to read (default: those of the mariadb and mysql clients).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" no-defaults' -l 'no-defaults' -d 'Read no option file.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" tls' -l 'tls' -d 'How far TLS is insisted on (default: verify-full; over loopback preferred, over a socket disabled).' -rfka 'disabled preferred required verify-ca verify-full'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" allow-cleartext-password' -l 'allow-cleartext-password' -d 'Let the server ask for the password in clear text, as PAM and LDAP need; over verified TLS or a socket only.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" database' -l 'database' -d 'Only what is on this database; an XMLA database administrator must name one.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" user' -l 'user' -d 'Only what belongs to this user.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" o output' -s 'o' -l 'output' -d 'How to write it.' -rfka 'table wide json ndjson csv tsv name'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" watch' -l 'watch' -d 'List again every so often, such as 5, 500ms or 1m, until Ctrl-C: in place on a terminal, else one list after the other.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commands" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" via-dmv' -l 'via-dmv' -d 'XMLA: ask by SELECT statements on $SYSTEM views, where the server refuses Discover.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" proxy-auth' -l 'proxy-auth' -d 'How to log in to the proxy (default: basic where it is named with a user).' -rfka 'basic ntlm negotiate'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" proxy-password-file' -l 'proxy-password-file' -d 'The file (0600) whose first line is the password of the proxy\'s user.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" defaults-file' -l 'defaults-file' -d 'The only option file to read (default: those of the mariadb and mysql clients).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" no-defaults' -l 'no-defaults' -d 'Read no option file.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" tls' -l 'tls' -d 'How far TLS is insisted on (default: verify-full; over loopback preferred, over a socket disabled).' -rfka 'disabled preferred required verify-ca verify-full'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" allow-cleartext-password' -l 'allow-cleartext-password' -d 'Let the server ask for the password in clear text, as PAM and LDAP need; over verified TLS or a socket only.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" database' -l 'database' -d 'Only what is on this database; an XMLA database administrator must name one.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" user' -l 'user' -d 'Only what belongs to this user.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" o output' -s 'o' -l 'output' -d 'How to write it.' -rfka 'table wide json ndjson csv tsv name'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" watch' -l 'watch' -d 'List again every so often, such as 5, 500ms or 1m, until Ctrl-C: in place on a terminal, else one list after the other.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl transactions" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" via-dmv' -l 'via-dmv' -d 'XMLA: ask by SELECT statements on $SYSTEM views, where the server refuses Discover.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" proxy-auth' -l 'proxy-auth' -d 'How to log in to the proxy (default: basic where it is named with a user).' -rfka 'basic ntlm negotiate'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" proxy-password-file' -l 'proxy-password-file' -d 'The file (0600) whose first line is the password of the proxy\'s user.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" defaults-file' -l 'defaults-file' -d 'The only option file to read (default: those of the mariadb and mysql clients).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" no-defaults' -l 'no-defaults' -d 'Read no option file.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" tls' -l 'tls' -d 'How far TLS is insisted on (default: verify-full; over loopback preferred, over a socket disabled).' -rfka 'disabled preferred required verify-ca verify-full'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" allow-cleartext-password' -l 'allow-cleartext-password' -d 'Let the server ask for the password in clear text, as PAM and LDAP need; over verified TLS or a socket only.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" database' -l 'database' -d 'Only what is on this database; an XMLA database administrator must name one.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" user' -l 'user' -d 'Only what belongs to this user.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" o output' -s 'o' -l 'output' -d 'How to write it.' -rfka 'table wide json ndjson csv tsv name'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" watch' -l 'watch' -d 'List again every so often, such as 5, 500ms or 1m, until Ctrl-C: in place on a terminal, else one list after the other.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" tree' -l 'tree' -d 'Show who waits for whom: for people as a tree, else one row for each wait.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl locks" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover"' -l 'restrict' -d 'Only rows with this value in a column that the server lets restrict; again for more values or columns.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover"' -l 'property' -d 'A property of the request, such as Timeout=60.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover" database' -l 'database' -d 'The database to ask about (the Catalog property).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover" via-dmv' -l 'via-dmv' -d 'XMLA: ask by SELECT statements on $SYSTEM views, where the server refuses Discover.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover" proxy-auth' -l 'proxy-auth' -d 'How to log in to the proxy (default: basic where it is named with a user).' -rfka 'basic ntlm negotiate'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover" proxy-password-file' -l 'proxy-password-file' -d 'The file (0600) whose first line is the password of the proxy\'s user.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover" defaults-file' -l 'defaults-file' -d 'The only option file to read (default: those of the mariadb and mysql clients).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover" no-defaults' -l 'no-defaults' -d 'Read no option file.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover" tls' -l 'tls' -d 'How far TLS is insisted on (default: verify-full; over loopback preferred, over a socket disabled).' -rfka 'disabled preferred required verify-ca verify-full'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover" allow-cleartext-password' -l 'allow-cleartext-password' -d 'Let the server ask for the password in clear text, as PAM and LDAP need; over verified TLS or a socket only.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover" o output' -s 'o' -l 'output' -d 'How to write it.' -rfka 'table wide json ndjson csv tsv name'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover" watch' -l 'watch' -d 'List again every so often, such as 5, 500ms or 1m, until Ctrl-C: in place on a terminal, else one list after the other.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl discover" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl cancel" -eq 1' -fa 'session' -d 'End sessions and what they run (MySQL: KILL CONNECTION).'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl cancel" -eq 1' -fa 'connection' -d 'End connections with all their sessions (MySQL: KILL CONNECTION).'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl cancel" -eq 1' -fa 'spid' -d 'Stop what SPIDs run; their sessions stay (MySQL: KILL QUERY).'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl cancel" -eq 1' -fa 'command' -d 'Stop what a session runs; the session stays (MySQL: KILL QUERY).'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" via-dmv' -l 'via-dmv' -d 'XMLA: ask by SELECT statements on $SYSTEM views, where the server refuses Discover.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" proxy-auth' -l 'proxy-auth' -d 'How to log in to the proxy (default: basic where it is named with a user).' -rfka 'basic ntlm negotiate'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" proxy-password-file' -l 'proxy-password-file' -d 'The file (0600) whose first line is the password of the proxy\'s user.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" defaults-file' -l 'defaults-file' -d 'The only option file to read (default: those of the mariadb and mysql clients).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" no-defaults' -l 'no-defaults' -d 'Read no option file.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" tls' -l 'tls' -d 'How far TLS is insisted on (default: verify-full; over loopback preferred, over a socket disabled).' -rfka 'disabled preferred required verify-ca verify-full'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" allow-cleartext-password' -l 'allow-cleartext-password' -d 'Let the server ask for the password in clear text, as PAM and LDAP need; over verified TLS or a socket only.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" database' -l 'database' -d 'Only what is on this database; an XMLA database administrator must name one.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" user' -l 'user' -d 'Only what belongs to this user.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" associated' -l 'associated' -d 'Also cancel the connection, sessions and commands that go with the id (XMLA\'s CancelAssociated).'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" dry-run n' -s 'n' -l 'dry-run' -d 'Look, then print the exact XMLA document or SQL instead of sending it.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" wait' -l 'wait' -d 'Look again until it is gone, at most this long (such as 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" escalate' -l 'escalate' -d 'Where that does not stop it, cancel its session, then its connection; each step is watched for --wait (10s unless given). MySQL: the query, then the connection.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" unseen' -l 'unseen' -d 'XMLA, one id: send it where nobody can look. Not even whose it is gets checked, and status 4 says that nobody saw what came of it.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" yes' -l 'yes' -d 'Agree to hit more than one session.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" max' -l 'max' -d 'Refuse to hit more sessions than this.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" via-dmv' -l 'via-dmv' -d 'XMLA: ask by SELECT statements on $SYSTEM views, where the server refuses Discover.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" proxy-auth' -l 'proxy-auth' -d 'How to log in to the proxy (default: basic where it is named with a user).' -rfka 'basic ntlm negotiate'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" proxy-password-file' -l 'proxy-password-file' -d 'The file (0600) whose first line is the password of the proxy\'s user.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" defaults-file' -l 'defaults-file' -d 'The only option file to read (default: those of the mariadb and mysql clients).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" no-defaults' -l 'no-defaults' -d 'Read no option file.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" tls' -l 'tls' -d 'How far TLS is insisted on (default: verify-full; over loopback preferred, over a socket disabled).' -rfka 'disabled preferred required verify-ca verify-full'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" allow-cleartext-password' -l 'allow-cleartext-password' -d 'Let the server ask for the password in clear text, as PAM and LDAP need; over verified TLS or a socket only.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" database' -l 'database' -d 'Only what is on this database; an XMLA database administrator must name one.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" user' -l 'user' -d 'Only what belongs to this user.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" associated' -l 'associated' -d 'Also cancel the connection, sessions and commands that go with the id (XMLA\'s CancelAssociated).'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" dry-run n' -s 'n' -l 'dry-run' -d 'Look, then print the exact XMLA document or SQL instead of sending it.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" wait' -l 'wait' -d 'Look again until it is gone, at most this long (such as 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" escalate' -l 'escalate' -d 'Where that does not stop it, cancel its session, then its connection; each step is watched for --wait (10s unless given). MySQL: the query, then the connection.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" unseen' -l 'unseen' -d 'XMLA, one id: send it where nobody can look. Not even whose it is gets checked, and status 4 says that nobody saw what came of it.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" yes' -l 'yes' -d 'Agree to hit more than one session.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" max' -l 'max' -d 'Refuse to hit more sessions than this.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" via-dmv' -l 'via-dmv' -d 'XMLA: ask by SELECT statements on $SYSTEM views, where the server refuses Discover.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" proxy-auth' -l 'proxy-auth' -d 'How to log in to the proxy (default: basic where it is named with a user).' -rfka 'basic ntlm negotiate'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" proxy-password-file' -l 'proxy-password-file' -d 'The file (0600) whose first line is the password of the proxy\'s user.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" defaults-file' -l 'defaults-file' -d 'The only option file to read (default: those of the mariadb and mysql clients).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" no-defaults' -l 'no-defaults' -d 'Read no option file.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" tls' -l 'tls' -d 'How far TLS is insisted on (default: verify-full; over loopback preferred, over a socket disabled).' -rfka 'disabled preferred required verify-ca verify-full'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" allow-cleartext-password' -l 'allow-cleartext-password' -d 'Let the server ask for the password in clear text, as PAM and LDAP need; over verified TLS or a socket only.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" database' -l 'database' -d 'Only what is on this database; an XMLA database administrator must name one.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" user' -l 'user' -d 'Only what belongs to this user.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" associated' -l 'associated' -d 'Also cancel the connection, sessions and commands that go with the id (XMLA\'s CancelAssociated).'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" dry-run n' -s 'n' -l 'dry-run' -d 'Look, then print the exact XMLA document or SQL instead of sending it.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" wait' -l 'wait' -d 'Look again until it is gone, at most this long (such as 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" escalate' -l 'escalate' -d 'Where that does not stop it, cancel its session, then its connection; each step is watched for --wait (10s unless given). MySQL: the query, then the connection.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" unseen' -l 'unseen' -d 'XMLA, one id: send it where nobody can look. Not even whose it is gets checked, and status 4 says that nobody saw what came of it.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" yes' -l 'yes' -d 'Agree to hit more than one session.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" max' -l 'max' -d 'Refuse to hit more sessions than this.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" session' -l 'session' -d 'The session, as \'session open\' or a listing shows it; in the shell its own where none is named.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" via-dmv' -l 'via-dmv' -d 'XMLA: ask by SELECT statements on $SYSTEM views, where the server refuses Discover.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" proxy-auth' -l 'proxy-auth' -d 'How to log in to the proxy (default: basic where it is named with a user).' -rfka 'basic ntlm negotiate'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" proxy-password-file' -l 'proxy-password-file' -d 'The file (0600) whose first line is the password of the proxy\'s user.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" defaults-file' -l 'defaults-file' -d 'The only option file to read (default: those of the mariadb and mysql clients).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" no-defaults' -l 'no-defaults' -d 'Read no option file.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" tls' -l 'tls' -d 'How far TLS is insisted on (default: verify-full; over loopback preferred, over a socket disabled).' -rfka 'disabled preferred required verify-ca verify-full'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" allow-cleartext-password' -l 'allow-cleartext-password' -d 'Let the server ask for the password in clear text, as PAM and LDAP need; over verified TLS or a socket only.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" database' -l 'database' -d 'Only what is on this database; an XMLA database administrator must name one.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" user' -l 'user' -d 'Only what belongs to this user.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" dry-run n' -s 'n' -l 'dry-run' -d 'Look, then print the exact XMLA document or SQL instead of sending it.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" wait' -l 'wait' -d 'Look again until it is gone, at most this long (such as 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" escalate' -l 'escalate' -d 'Where that does not stop it, cancel its session, then its connection; each step is watched for --wait (10s unless given). MySQL: the query, then the connection.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" unseen' -l 'unseen' -d 'XMLA, one id: send it where nobody can look. Not even whose it is gets checked, and status 4 says that nobody saw what came of it.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" yes' -l 'yes' -d 'Agree to hit more than one session.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" max' -l 'max' -d 'Refuse to hit more sessions than this.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel command" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl kill" -eq 1' -fa 'query' -d 'Stop the statement that threads run; their connections stay.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl kill" -eq 1' -fa 'connection' -d 'End threads and their connections.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl kill" -eq 1' -fa 'user' -d 'End all threads of users and their connections.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" query-id' -l 'query-id' -d 'The ids are those of statements (MariaDB\'s QUERY_ID), and not of threads.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" via-dmv' -l 'via-dmv' -d 'XMLA: ask by SELECT statements on $SYSTEM views, where the server refuses Discover.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" proxy-auth' -l 'proxy-auth' -d 'How to log in to the proxy (default: basic where it is named with a user).' -rfka 'basic ntlm negotiate'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" proxy-password-file' -l 'proxy-password-file' -d 'The file (0600) whose first line is the password of the proxy\'s user.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" defaults-file' -l 'defaults-file' -d 'The only option file to read (default: those of the mariadb and mysql clients).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" no-defaults' -l 'no-defaults' -d 'Read no option file.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" tls' -l 'tls' -d 'How far TLS is insisted on (default: verify-full; over loopback preferred, over a socket disabled).' -rfka 'disabled preferred required verify-ca verify-full'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" allow-cleartext-password' -l 'allow-cleartext-password' -d 'Let the server ask for the password in clear text, as PAM and LDAP need; over verified TLS or a socket only.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" database' -l 'database' -d 'Only what is on this database; an XMLA database administrator must name one.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" user' -l 'user' -d 'Only what belongs to this user.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" soft' -l 'soft' -d 'MariaDB: KILL SOFT, which spares a REPAIR or the building of an index that would be left broken.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" hard' -l 'hard' -d 'MariaDB: KILL HARD, its default.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" dry-run n' -s 'n' -l 'dry-run' -d 'Look, then print the exact XMLA document or SQL instead of sending it.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" wait' -l 'wait' -d 'Look again until it is gone, at most this long (such as 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" escalate' -l 'escalate' -d 'Where that does not stop it, cancel its session, then its connection; each step is watched for --wait (10s unless given). MySQL: the query, then the connection.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" unseen' -l 'unseen' -d 'XMLA, one id: send it where nobody can look. Not even whose it is gets checked, and status 4 says that nobody saw what came of it.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" yes' -l 'yes' -d 'Agree to hit more than one session.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" max' -l 'max' -d 'Refuse to hit more sessions than this.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" via-dmv' -l 'via-dmv' -d 'XMLA: ask by SELECT statements on $SYSTEM views, where the server refuses Discover.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" proxy-auth' -l 'proxy-auth' -d 'How to log in to the proxy (default: basic where it is named with a user).' -rfka 'basic ntlm negotiate'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" proxy-password-file' -l 'proxy-password-file' -d 'The file (0600) whose first line is the password of the proxy\'s user.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" defaults-file' -l 'defaults-file' -d 'The only option file to read (default: those of the mariadb and mysql clients).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" no-defaults' -l 'no-defaults' -d 'Read no option file.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" tls' -l 'tls' -d 'How far TLS is insisted on (default: verify-full; over loopback preferred, over a socket disabled).' -rfka 'disabled preferred required verify-ca verify-full'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" allow-cleartext-password' -l 'allow-cleartext-password' -d 'Let the server ask for the password in clear text, as PAM and LDAP need; over verified TLS or a socket only.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" database' -l 'database' -d 'Only what is on this database; an XMLA database administrator must name one.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" user' -l 'user' -d 'Only what belongs to this user.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" soft' -l 'soft' -d 'MariaDB: KILL SOFT, which spares a REPAIR or the building of an index that would be left broken.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" hard' -l 'hard' -d 'MariaDB: KILL HARD, its default.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" dry-run n' -s 'n' -l 'dry-run' -d 'Look, then print the exact XMLA document or SQL instead of sending it.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" wait' -l 'wait' -d 'Look again until it is gone, at most this long (such as 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" escalate' -l 'escalate' -d 'Where that does not stop it, cancel its session, then its connection; each step is watched for --wait (10s unless given). MySQL: the query, then the connection.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" unseen' -l 'unseen' -d 'XMLA, one id: send it where nobody can look. Not even whose it is gets checked, and status 4 says that nobody saw what came of it.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" yes' -l 'yes' -d 'Agree to hit more than one session.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" max' -l 'max' -d 'Refuse to hit more sessions than this.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" via-dmv' -l 'via-dmv' -d 'XMLA: ask by SELECT statements on $SYSTEM views, where the server refuses Discover.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" proxy-auth' -l 'proxy-auth' -d 'How to log in to the proxy (default: basic where it is named with a user).' -rfka 'basic ntlm negotiate'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" proxy-password-file' -l 'proxy-password-file' -d 'The file (0600) whose first line is the password of the proxy\'s user.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" defaults-file' -l 'defaults-file' -d 'The only option file to read (default: those of the mariadb and mysql clients).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" no-defaults' -l 'no-defaults' -d 'Read no option file.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" tls' -l 'tls' -d 'How far TLS is insisted on (default: verify-full; over loopback preferred, over a socket disabled).' -rfka 'disabled preferred required verify-ca verify-full'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" allow-cleartext-password' -l 'allow-cleartext-password' -d 'Let the server ask for the password in clear text, as PAM and LDAP need; over verified TLS or a socket only.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" soft' -l 'soft' -d 'MariaDB: KILL SOFT, which spares a REPAIR or the building of an index that would be left broken.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" hard' -l 'hard' -d 'MariaDB: KILL HARD, its default.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" dry-run n' -s 'n' -l 'dry-run' -d 'Look, then print the exact XMLA document or SQL instead of sending it.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" wait' -l 'wait' -d 'Look again until it is gone, at most this long (such as 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" escalate' -l 'escalate' -d 'Where that does not stop it, cancel its session, then its connection; each step is watched for --wait (10s unless given). MySQL: the query, then the connection.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" unseen' -l 'unseen' -d 'XMLA, one id: send it where nobody can look. Not even whose it is gets checked, and status 4 says that nobody saw what came of it.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" yes' -l 'yes' -d 'Agree to hit more than one session.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" max' -l 'max' -d 'Refuse to hit more sessions than this.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill user" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" f file' -l 'file' -s 'f' -d 'Read the statements from a file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" database' -l 'database' -d 'The database to run them in.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" session' -l 'session' -d 'The explicit session of an XMLA server to run them in; it stays open (default: one of their own).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run"' -l 'property' -d 'A property of each request to an XMLA server, such as Roles=Readers or Format=Tabular.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run"' -l 'param' -d 'What @NAME stands for in the statements of an XMLA server, such as Year=2026; NAME:TYPE=VALUE says its type, such as Code:string=007.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" transaction' -l 'transaction' -d 'Run the statements in one transaction: commit when all have succeeded, roll back at the first failure, at a cancel or timeout, and at a signal.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" command-timeout' -l 'command-timeout' -d 'Ask the server to stop a statement that runs longer than this, such as 30s; 0 is never (default: what the target says, or 0).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" cancellation-timeout' -l 'cancellation-timeout' -d 'Then close the connection if the statement does not stop within this; 0 is never, -1 closes it at once, without asking the server (default: what the target says, or 2s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" via-dmv' -l 'via-dmv' -d 'XMLA: ask by SELECT statements on $SYSTEM views, where the server refuses Discover.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" proxy-auth' -l 'proxy-auth' -d 'How to log in to the proxy (default: basic where it is named with a user).' -rfka 'basic ntlm negotiate'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" proxy-password-file' -l 'proxy-password-file' -d 'The file (0600) whose first line is the password of the proxy\'s user.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" defaults-file' -l 'defaults-file' -d 'The only option file to read (default: those of the mariadb and mysql clients).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" no-defaults' -l 'no-defaults' -d 'Read no option file.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" tls' -l 'tls' -d 'How far TLS is insisted on (default: verify-full; over loopback preferred, over a socket disabled).' -rfka 'disabled preferred required verify-ca verify-full'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" allow-cleartext-password' -l 'allow-cleartext-password' -d 'Let the server ask for the password in clear text, as PAM and LDAP need; over verified TLS or a socket only.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" o output' -s 'o' -l 'output' -d 'How to write it.' -rfka 'table wide json ndjson csv tsv name'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl run" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl session" -eq 1' -fa 'open' -d 'Open a session and print its id.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl session" -eq 1' -fa 'close' -d 'End a session; its open transaction is rolled back.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session open"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session open" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session open" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session open" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session open" via-dmv' -l 'via-dmv' -d 'XMLA: ask by SELECT statements on $SYSTEM views, where the server refuses Discover.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session open" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session open" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session open" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session open" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session open" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session open" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session open" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session open" proxy-auth' -l 'proxy-auth' -d 'How to log in to the proxy (default: basic where it is named with a user).' -rfka 'basic ntlm negotiate'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session open" proxy-password-file' -l 'proxy-password-file' -d 'The file (0600) whose first line is the password of the proxy\'s user.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session open" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session open" defaults-file' -l 'defaults-file' -d 'The only option file to read (default: those of the mariadb and mysql clients).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session open" no-defaults' -l 'no-defaults' -d 'Read no option file.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session open" tls' -l 'tls' -d 'How far TLS is insisted on (default: verify-full; over loopback preferred, over a socket disabled).' -rfka 'disabled preferred required verify-ca verify-full'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session open" allow-cleartext-password' -l 'allow-cleartext-password' -d 'Let the server ask for the password in clear text, as PAM and LDAP need; over verified TLS or a socket only.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session open" database' -l 'database' -d 'The session\'s database.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session open" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session open" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session close"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session close" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session close" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session close" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session close" via-dmv' -l 'via-dmv' -d 'XMLA: ask by SELECT statements on $SYSTEM views, where the server refuses Discover.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session close" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session close" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session close" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session close" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session close" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session close" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session close" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session close" proxy-auth' -l 'proxy-auth' -d 'How to log in to the proxy (default: basic where it is named with a user).' -rfka 'basic ntlm negotiate'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session close" proxy-password-file' -l 'proxy-password-file' -d 'The file (0600) whose first line is the password of the proxy\'s user.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session close" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session close" defaults-file' -l 'defaults-file' -d 'The only option file to read (default: those of the mariadb and mysql clients).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session close" no-defaults' -l 'no-defaults' -d 'Read no option file.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session close" tls' -l 'tls' -d 'How far TLS is insisted on (default: verify-full; over loopback preferred, over a socket disabled).' -rfka 'disabled preferred required verify-ca verify-full'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session close" allow-cleartext-password' -l 'allow-cleartext-password' -d 'Let the server ask for the password in clear text, as PAM and LDAP need; over verified TLS or a socket only.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session close" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl session close" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl begin" session' -l 'session' -d 'The session, as \'session open\' or a listing shows it; in the shell its own where none is named.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl begin"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl begin" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl begin" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl begin" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl begin" via-dmv' -l 'via-dmv' -d 'XMLA: ask by SELECT statements on $SYSTEM views, where the server refuses Discover.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl begin" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl begin" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl begin" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl begin" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl begin" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl begin" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl begin" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl begin" proxy-auth' -l 'proxy-auth' -d 'How to log in to the proxy (default: basic where it is named with a user).' -rfka 'basic ntlm negotiate'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl begin" proxy-password-file' -l 'proxy-password-file' -d 'The file (0600) whose first line is the password of the proxy\'s user.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl begin" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl begin" defaults-file' -l 'defaults-file' -d 'The only option file to read (default: those of the mariadb and mysql clients).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl begin" no-defaults' -l 'no-defaults' -d 'Read no option file.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl begin" tls' -l 'tls' -d 'How far TLS is insisted on (default: verify-full; over loopback preferred, over a socket disabled).' -rfka 'disabled preferred required verify-ca verify-full'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl begin" allow-cleartext-password' -l 'allow-cleartext-password' -d 'Let the server ask for the password in clear text, as PAM and LDAP need; over verified TLS or a socket only.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl begin" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl begin" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commit" session' -l 'session' -d 'The session, as \'session open\' or a listing shows it; in the shell its own where none is named.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commit"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commit" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commit" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commit" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commit" via-dmv' -l 'via-dmv' -d 'XMLA: ask by SELECT statements on $SYSTEM views, where the server refuses Discover.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commit" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commit" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commit" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commit" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commit" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commit" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commit" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commit" proxy-auth' -l 'proxy-auth' -d 'How to log in to the proxy (default: basic where it is named with a user).' -rfka 'basic ntlm negotiate'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commit" proxy-password-file' -l 'proxy-password-file' -d 'The file (0600) whose first line is the password of the proxy\'s user.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commit" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commit" defaults-file' -l 'defaults-file' -d 'The only option file to read (default: those of the mariadb and mysql clients).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commit" no-defaults' -l 'no-defaults' -d 'Read no option file.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commit" tls' -l 'tls' -d 'How far TLS is insisted on (default: verify-full; over loopback preferred, over a socket disabled).' -rfka 'disabled preferred required verify-ca verify-full'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commit" allow-cleartext-password' -l 'allow-cleartext-password' -d 'Let the server ask for the password in clear text, as PAM and LDAP need; over verified TLS or a socket only.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commit" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl commit" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl rollback" session' -l 'session' -d 'The session, as \'session open\' or a listing shows it; in the shell its own where none is named.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl rollback"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl rollback" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl rollback" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl rollback" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl rollback" via-dmv' -l 'via-dmv' -d 'XMLA: ask by SELECT statements on $SYSTEM views, where the server refuses Discover.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl rollback" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl rollback" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl rollback" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl rollback" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl rollback" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl rollback" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl rollback" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl rollback" proxy-auth' -l 'proxy-auth' -d 'How to log in to the proxy (default: basic where it is named with a user).' -rfka 'basic ntlm negotiate'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl rollback" proxy-password-file' -l 'proxy-password-file' -d 'The file (0600) whose first line is the password of the proxy\'s user.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl rollback" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl rollback" defaults-file' -l 'defaults-file' -d 'The only option file to read (default: those of the mariadb and mysql clients).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl rollback" no-defaults' -l 'no-defaults' -d 'Read no option file.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl rollback" tls' -l 'tls' -d 'How far TLS is insisted on (default: verify-full; over loopback preferred, over a socket disabled).' -rfka 'disabled preferred required verify-ca verify-full'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl rollback" allow-cleartext-password' -l 'allow-cleartext-password' -d 'Let the server ask for the password in clear text, as PAM and LDAP need; over verified TLS or a socket only.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl rollback" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl rollback" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl shell" keep-going' -l 'keep-going' -d 'In a script: go on after an error; the exit status is the first error\'s.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl shell"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl shell" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl shell" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl shell" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl shell" via-dmv' -l 'via-dmv' -d 'XMLA: ask by SELECT statements on $SYSTEM views, where the server refuses Discover.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl shell" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl shell" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl shell" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl shell" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl shell" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl shell" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl shell" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl shell" proxy-auth' -l 'proxy-auth' -d 'How to log in to the proxy (default: basic where it is named with a user).' -rfka 'basic ntlm negotiate'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl shell" proxy-password-file' -l 'proxy-password-file' -d 'The file (0600) whose first line is the password of the proxy\'s user.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl shell" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl shell" defaults-file' -l 'defaults-file' -d 'The only option file to read (default: those of the mariadb and mysql clients).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl shell" no-defaults' -l 'no-defaults' -d 'Read no option file.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl shell" tls' -l 'tls' -d 'How far TLS is insisted on (default: verify-full; over loopback preferred, over a socket disabled).' -rfka 'disabled preferred required verify-ca verify-full'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl shell" allow-cleartext-password' -l 'allow-cleartext-password' -d 'Let the server ask for the password in clear text, as PAM and LDAP need; over verified TLS or a socket only.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl shell" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl shell" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl demo" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl demo" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl help" version' -l 'version' -d 'Show the version.'
