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
            __xmlactl_parse_subcommand 0 't/target=+' 'password-file=' 'timeout=' 'trace' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'tls-ca=' 'tls-cert=' 'tls-key=' 'no-tls-verify' 'database=' 'user=' 'o/output=' 'version' 'h/help'
        case 'connections'
            __xmlactl_parse_subcommand 0 't/target=+' 'password-file=' 'timeout=' 'trace' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'tls-ca=' 'tls-cert=' 'tls-key=' 'no-tls-verify' 'database=' 'user=' 'o/output=' 'version' 'h/help'
        case 'cancel'
            __xmlactl_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'session'
                __xmlactl_parse_subcommand -r 1 't/target=+' 'password-file=' 'timeout=' 'trace' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'tls-ca=' 'tls-cert=' 'tls-key=' 'no-tls-verify' 'database=' 'user=' 'associated' 'n/dry-run' 'wait=' 'yes' 'max=' 'version' 'h/help'
            case 'connection'
                __xmlactl_parse_subcommand -r 1 't/target=+' 'password-file=' 'timeout=' 'trace' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'tls-ca=' 'tls-cert=' 'tls-key=' 'no-tls-verify' 'database=' 'user=' 'associated' 'n/dry-run' 'wait=' 'yes' 'max=' 'version' 'h/help'
            case 'spid'
                __xmlactl_parse_subcommand -r 1 't/target=+' 'password-file=' 'timeout=' 'trace' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'tls-ca=' 'tls-cert=' 'tls-key=' 'no-tls-verify' 'database=' 'user=' 'associated' 'n/dry-run' 'wait=' 'yes' 'max=' 'version' 'h/help'
            end
        case 'kill'
            __xmlactl_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'query'
                __xmlactl_parse_subcommand -r 1 't/target=+' 'password-file=' 'timeout=' 'trace' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'tls-ca=' 'tls-cert=' 'tls-key=' 'no-tls-verify' 'database=' 'user=' 'n/dry-run' 'wait=' 'yes' 'max=' 'version' 'h/help'
            case 'connection'
                __xmlactl_parse_subcommand -r 1 't/target=+' 'password-file=' 'timeout=' 'trace' 'auth=' 'token-file=' 'token-command=' 'proxy=' 'tls-ca=' 'tls-cert=' 'tls-key=' 'no-tls-verify' 'database=' 'user=' 'n/dry-run' 'wait=' 'yes' 'max=' 'version' 'h/help'
            end
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
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl" -eq 1' -fa 'cancel' -d 'Cancel a session, a connection, or what a SPID runs.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl" -eq 1' -fa 'kill' -d 'Kill what a MySQL or MariaDB thread runs, or its connection.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl" -eq 1' -fa 'demo' -d 'Show all this on throwaway servers; needs no server and leaves nothing behind.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" database' -l 'database' -d 'Only what is on this database; an XMLA database administrator must name one.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" user' -l 'user' -d 'Only what belongs to this user.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" o output' -s 'o' -l 'output' -d 'How to write it.' -rfka 'table wide json ndjson csv tsv name'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl sessions" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" database' -l 'database' -d 'Only what is on this database; an XMLA database administrator must name one.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" user' -l 'user' -d 'Only what belongs to this user.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" o output' -s 'o' -l 'output' -d 'How to write it.' -rfka 'table wide json ndjson csv tsv name'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl connections" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl cancel" -eq 1' -fa 'session' -d 'End sessions and what they run (MySQL: KILL CONNECTION).'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl cancel" -eq 1' -fa 'connection' -d 'End connections with all their sessions (MySQL: KILL CONNECTION).'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl cancel" -eq 1' -fa 'spid' -d 'Stop what SPIDs run; their sessions stay (MySQL: KILL QUERY).'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" database' -l 'database' -d 'Only what is on this database; an XMLA database administrator must name one.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" user' -l 'user' -d 'Only what belongs to this user.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" associated' -l 'associated' -d 'Also cancel the connection, sessions and commands that go with the id (XMLA\'s CancelAssociated).'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" dry-run n' -s 'n' -l 'dry-run' -d 'Look, then print the exact XMLA document or SQL instead of sending it.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" wait' -l 'wait' -d 'Look again until it is gone, at most this long (such as 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" yes' -l 'yes' -d 'Agree to hit more than one session.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" max' -l 'max' -d 'Refuse to hit more sessions than this.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel session" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" database' -l 'database' -d 'Only what is on this database; an XMLA database administrator must name one.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" user' -l 'user' -d 'Only what belongs to this user.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" associated' -l 'associated' -d 'Also cancel the connection, sessions and commands that go with the id (XMLA\'s CancelAssociated).'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" dry-run n' -s 'n' -l 'dry-run' -d 'Look, then print the exact XMLA document or SQL instead of sending it.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" wait' -l 'wait' -d 'Look again until it is gone, at most this long (such as 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" yes' -l 'yes' -d 'Agree to hit more than one session.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" max' -l 'max' -d 'Refuse to hit more sessions than this.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel connection" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" database' -l 'database' -d 'Only what is on this database; an XMLA database administrator must name one.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" user' -l 'user' -d 'Only what belongs to this user.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" associated' -l 'associated' -d 'Also cancel the connection, sessions and commands that go with the id (XMLA\'s CancelAssociated).'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" dry-run n' -s 'n' -l 'dry-run' -d 'Look, then print the exact XMLA document or SQL instead of sending it.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" wait' -l 'wait' -d 'Look again until it is gone, at most this long (such as 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" yes' -l 'yes' -d 'Agree to hit more than one session.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" max' -l 'max' -d 'Refuse to hit more sessions than this.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl cancel spid" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl kill" -eq 1' -fa 'query' -d 'Stop the statement that threads run; their connections stay.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_positional "xmlactl kill" -eq 1' -fa 'connection' -d 'End threads and their connections.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" database' -l 'database' -d 'Only what is on this database; an XMLA database administrator must name one.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" user' -l 'user' -d 'Only what belongs to this user.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" dry-run n' -s 'n' -l 'dry-run' -d 'Look, then print the exact XMLA document or SQL instead of sending it.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" wait' -l 'wait' -d 'Look again until it is gone, at most this long (such as 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" yes' -l 'yes' -d 'Agree to hit more than one session.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" max' -l 'max' -d 'Refuse to hit more sessions than this.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill query" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection"' -s 't' -l 'target' -d 'A server: https://HOST/olap/msmdpump.dll, mysql://USER@HOST:PORT/, mysql:///?socket=PATH, or its name in the configuration. Listings take several. [environment: XMLACTL_TARGET]' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" password-file' -l 'password-file' -d 'The file (0600) whose first line is the password. [environment: XMLACTL_PASSWORD_FILE]' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" timeout' -l 'timeout' -d 'How long to wait for an answer, such as 500ms or 2m (default: 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" trace' -l 'trace' -d 'Show on stderr what goes over the wire, without secrets.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" auth' -l 'auth' -d 'How to log in (default: basic where a user is named).' -rfka 'none basic ntlm negotiate bearer'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" token-file' -l 'token-file' -d 'The file (0600) whose first line is a bearer token.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" token-command' -l 'token-command' -d 'A line of shell whose first line of output is a bearer token.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" proxy' -l 'proxy' -d 'The proxy, such as http://HOST:PORT, or none (default: what https_proxy and its kin say).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" tls-ca' -l 'tls-ca' -d 'The CA (PEM) that the server\'s certificate must come from.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" tls-cert' -l 'tls-cert' -d 'The client certificate (PEM).' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" tls-key' -l 'tls-key' -d 'The client certificate\'s key (PEM), where that is another file.' -rF
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" no-tls-verify' -l 'no-tls-verify' -d 'Do not check the server\'s certificate. Anybody on the way can then be the server.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" database' -l 'database' -d 'Only what is on this database; an XMLA database administrator must name one.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" user' -l 'user' -d 'Only what belongs to this user.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" dry-run n' -s 'n' -l 'dry-run' -d 'Look, then print the exact XMLA document or SQL instead of sending it.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" wait' -l 'wait' -d 'Look again until it is gone, at most this long (such as 30s).' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" yes' -l 'yes' -d 'Agree to hit more than one session.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" max' -l 'max' -d 'Refuse to hit more sessions than this.' -rfka ''
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl kill connection" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl demo" version' -l 'version' -d 'Show the version.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl demo" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'xmlactl' -n '__xmlactl_should_offer_completions_for_flags_or_options "xmlactl help" version' -l 'version' -d 'Show the version.'
