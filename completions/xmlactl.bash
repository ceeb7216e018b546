#!/bin/bash

__xmlactl_cursor_index_in_current_word() {
    local remaining="${COMP_LINE}"

    local word
    for word in "${COMP_WORDS[@]::COMP_CWORD}"; do
        remaining="${remaining##*([[:space:]])"${word}"*([[:space:]])}"
    done

    local -ir index="$((COMP_POINT - ${#COMP_LINE} + ${#remaining}))"
    if [[ "${index}" -le 0 ]]; then
        printf 0
    else
        printf %s "${index}"
    fi
}

# positional arguments:
#
# - 1: the current (sub)command's count of positional arguments
#
# required variables:
#
# - repeating_flags: the repeating flags that the current (sub)command can accept
# - non_repeating_flags: the non-repeating flags that the current (sub)command can accept
# - repeating_options: the repeating options that the current (sub)command can accept
# - non_repeating_options: the non-repeating options that the current (sub)command can accept
# - positional_number: value ignored
# - unparsed_words: unparsed words from the current command line
#
# modified variables:
#
# - non_repeating_flags: remove flags for this (sub)command that are already on the command line
# - non_repeating_options: remove options for this (sub)command that are already on the command line
# - positional_number: set to the current positional number
# - unparsed_words: remove all flags, options, and option values for this (sub)command
__xmlactl_offer_flags_options() {
    local -ir positional_count="${1}"
    positional_number=0

    local was_flag_option_terminator_seen=false
    local is_parsing_option_value=false

    local -ar unparsed_word_indices=("${!unparsed_words[@]}")
    local -i word_index
    for word_index in "${unparsed_word_indices[@]}"; do
        if "${is_parsing_option_value}"; then
            # This word is an option value:
            # Reset marker for next word iff not currently the last word
            [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]] && is_parsing_option_value=false
            unset "unparsed_words[${word_index}]"
            # Do not process this word as a flag or an option
            continue
        fi

        local word="${unparsed_words["${word_index}"]}"
        if ! "${was_flag_option_terminator_seen}"; then
            case "${word}" in
            --)
                unset "unparsed_words[${word_index}]"
                # by itself -- is a flag/option terminator, but if it is the last word, it is the start of a completion
                if [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]]; then
                    was_flag_option_terminator_seen=true
                fi
                continue
                ;;
            -*)
                # ${word} is a flag or an option
                # If ${word} is an option, mark that the next word to be parsed is an option value
                local option
                for option in "${repeating_options[@]}" "${non_repeating_options[@]}"; do
                    [[ "${word}" = "${option}" ]] && is_parsing_option_value=true && break
                done

                # Remove ${word} from ${non_repeating_flags} or ${non_repeating_options} so it isn't offered again
                local not_found=true
                local -i index
                for index in "${!non_repeating_flags[@]}"; do
                    if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                        unset "non_repeating_flags[${index}]"
                        non_repeating_flags=("${non_repeating_flags[@]}")
                        not_found=false
                        break
                    fi
                done
                if "${not_found}"; then
                    for index in "${!non_repeating_flags[@]}"; do
                        if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                            unset "non_repeating_flags[${index}]"
                            non_repeating_flags=("${non_repeating_flags[@]}")
                            break
                        fi
                    done
                fi
                unset "unparsed_words[${word_index}]"
                continue
                ;;
            esac
        fi

        # ${word} is neither a flag, nor an option, nor an option value
        if [[ "${positional_number}" -lt "${positional_count}" || "${positional_count}" -lt 0 ]]; then
            # ${word} is a positional
            ((positional_number++))
            unset "unparsed_words[${word_index}]"
        else
            if [[ -z "${word}" ]]; then
                # Could be completing a flag, option, or subcommand
                positional_number=-1
            else
                # ${word} is a subcommand or invalid, so stop processing this (sub)command
                positional_number=-2
            fi
            break
        fi
    done

    unparsed_words=("${unparsed_words[@]}")

    if\
        ! "${was_flag_option_terminator_seen}"\
        && ! "${is_parsing_option_value}"\
        && [[ ("${cur}" = -* && "${positional_number}" -ge 0) || "${positional_number}" -eq -1 ]]
    then
        COMPREPLY+=($(compgen -W "${repeating_flags[*]} ${non_repeating_flags[*]} ${repeating_options[*]} ${non_repeating_options[*]}" -- "${cur}"))
    fi
}

__xmlactl_add_completions() {
    local completion
    while IFS='' read -r completion; do
        COMPREPLY+=("${completion}")
    done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
}

__xmlactl_custom_complete() {
    if [[ -n "${cur}" || -z ${COMP_WORDS[${COMP_CWORD}]} || "${COMP_LINE:${COMP_POINT}:1}" != ' ' ]]; then
        local -ar words=("${COMP_WORDS[@]}")
    else
        local -ar words=("${COMP_WORDS[@]::${COMP_CWORD}}" '' "${COMP_WORDS[@]:${COMP_CWORD}}")
    fi

    "${COMP_WORDS[0]}" "${@}" "${words[@]}"
}

_xmlactl() {
    local state
    state="$(shopt -p;shopt -po)"
    trap "${state//$'\n'/;}" RETURN
    shopt -s extglob
    set +o history +o posix

    local -xr SAP_SHELL=bash
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(IFS='.';printf %s "${BASH_VERSINFO[*]}")"
    local -r SAP_SHELL_VERSION

    local -r cur="${2}"
    local -r prev="${3}"

    local -i positional_number
    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

    local -a repeating_flags=()
    local -a non_repeating_flags=(--version -h --help)
    local -a repeating_options=()
    local -a non_repeating_options=()
    __xmlactl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    sessions|connections|commands|transactions|locks|discover|cancel|kill|run|session|begin|commit|rollback|shell|demo|help)
        # Offer subcommand argument completions
        "_xmlactl_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'sessions connections commands transactions locks discover cancel kill run session begin commit rollback shell demo help' -- "${cur}"))
        ;;
    esac
}

_xmlactl_sessions() {
    repeating_flags=()
    non_repeating_flags=(--trace --via-dmv --no-tls-verify --no-defaults --allow-cleartext-password --version -h --help)
    repeating_options=(-t --target)
    non_repeating_options=(--password-file --timeout --tls-ca --tls-cert --tls-key --auth --token-file --token-command --proxy --proxy-auth --proxy-password-file --defaults-file --tls --database --user -o --output --watch)
    __xmlactl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-t'|'--target')
        return
        ;;
    '--password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--timeout')
        return
        ;;
    '--tls-ca')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-cert')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-key')
        __xmlactl_add_completions -f
        return
        ;;
    '--auth')
        __xmlactl_add_completions -W 'none'$'\n''basic'$'\n''ntlm'$'\n''negotiate'$'\n''bearer'
        return
        ;;
    '--token-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--token-command')
        return
        ;;
    '--proxy')
        return
        ;;
    '--proxy-auth')
        __xmlactl_add_completions -W 'basic'$'\n''ntlm'$'\n''negotiate'
        return
        ;;
    '--proxy-password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--defaults-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls')
        __xmlactl_add_completions -W 'disabled'$'\n''preferred'$'\n''required'$'\n''verify-ca'$'\n''verify-full'
        return
        ;;
    '--database')
        return
        ;;
    '--user')
        return
        ;;
    '-o'|'--output')
        __xmlactl_add_completions -W 'table'$'\n''wide'$'\n''json'$'\n''ndjson'$'\n''csv'$'\n''tsv'$'\n''name'
        return
        ;;
    '--watch')
        return
        ;;
    esac
}

_xmlactl_connections() {
    repeating_flags=()
    non_repeating_flags=(--trace --via-dmv --no-tls-verify --no-defaults --allow-cleartext-password --version -h --help)
    repeating_options=(-t --target)
    non_repeating_options=(--password-file --timeout --tls-ca --tls-cert --tls-key --auth --token-file --token-command --proxy --proxy-auth --proxy-password-file --defaults-file --tls --database --user -o --output --watch)
    __xmlactl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-t'|'--target')
        return
        ;;
    '--password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--timeout')
        return
        ;;
    '--tls-ca')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-cert')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-key')
        __xmlactl_add_completions -f
        return
        ;;
    '--auth')
        __xmlactl_add_completions -W 'none'$'\n''basic'$'\n''ntlm'$'\n''negotiate'$'\n''bearer'
        return
        ;;
    '--token-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--token-command')
        return
        ;;
    '--proxy')
        return
        ;;
    '--proxy-auth')
        __xmlactl_add_completions -W 'basic'$'\n''ntlm'$'\n''negotiate'
        return
        ;;
    '--proxy-password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--defaults-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls')
        __xmlactl_add_completions -W 'disabled'$'\n''preferred'$'\n''required'$'\n''verify-ca'$'\n''verify-full'
        return
        ;;
    '--database')
        return
        ;;
    '--user')
        return
        ;;
    '-o'|'--output')
        __xmlactl_add_completions -W 'table'$'\n''wide'$'\n''json'$'\n''ndjson'$'\n''csv'$'\n''tsv'$'\n''name'
        return
        ;;
    '--watch')
        return
        ;;
    esac
}

_xmlactl_commands() {
    repeating_flags=()
    non_repeating_flags=(--trace --via-dmv --no-tls-verify --no-defaults --allow-cleartext-password --version -h --help)
    repeating_options=(-t --target)
    non_repeating_options=(--password-file --timeout --tls-ca --tls-cert --tls-key --auth --token-file --token-command --proxy --proxy-auth --proxy-password-file --defaults-file --tls --database --user -o --output --watch)
    __xmlactl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-t'|'--target')
        return
        ;;
    '--password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--timeout')
        return
        ;;
    '--tls-ca')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-cert')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-key')
        __xmlactl_add_completions -f
        return
        ;;
    '--auth')
        __xmlactl_add_completions -W 'none'$'\n''basic'$'\n''ntlm'$'\n''negotiate'$'\n''bearer'
        return
        ;;
    '--token-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--token-command')
        return
        ;;
    '--proxy')
        return
        ;;
    '--proxy-auth')
        __xmlactl_add_completions -W 'basic'$'\n''ntlm'$'\n''negotiate'
        return
        ;;
    '--proxy-password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--defaults-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls')
        __xmlactl_add_completions -W 'disabled'$'\n''preferred'$'\n''required'$'\n''verify-ca'$'\n''verify-full'
        return
        ;;
    '--database')
        return
        ;;
    '--user')
        return
        ;;
    '-o'|'--output')
        __xmlactl_add_completions -W 'table'$'\n''wide'$'\n''json'$'\n''ndjson'$'\n''csv'$'\n''tsv'$'\n''name'
        return
        ;;
    '--watch')
        return
        ;;
    esac
}

_xmlactl_transactions() {
    repeating_flags=()
    non_repeating_flags=(--trace --via-dmv --no-tls-verify --no-defaults --allow-cleartext-password --version -h --help)
    repeating_options=(-t --target)
    non_repeating_options=(--password-file --timeout --tls-ca --tls-cert --tls-key --auth --token-file --token-command --proxy --proxy-auth --proxy-password-file --defaults-file --tls --database --user -o --output --watch)
    __xmlactl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-t'|'--target')
        return
        ;;
    '--password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--timeout')
        return
        ;;
    '--tls-ca')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-cert')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-key')
        __xmlactl_add_completions -f
        return
        ;;
    '--auth')
        __xmlactl_add_completions -W 'none'$'\n''basic'$'\n''ntlm'$'\n''negotiate'$'\n''bearer'
        return
        ;;
    '--token-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--token-command')
        return
        ;;
    '--proxy')
        return
        ;;
    '--proxy-auth')
        __xmlactl_add_completions -W 'basic'$'\n''ntlm'$'\n''negotiate'
        return
        ;;
    '--proxy-password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--defaults-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls')
        __xmlactl_add_completions -W 'disabled'$'\n''preferred'$'\n''required'$'\n''verify-ca'$'\n''verify-full'
        return
        ;;
    '--database')
        return
        ;;
    '--user')
        return
        ;;
    '-o'|'--output')
        __xmlactl_add_completions -W 'table'$'\n''wide'$'\n''json'$'\n''ndjson'$'\n''csv'$'\n''tsv'$'\n''name'
        return
        ;;
    '--watch')
        return
        ;;
    esac
}

_xmlactl_locks() {
    repeating_flags=()
    non_repeating_flags=(--trace --via-dmv --no-tls-verify --no-defaults --allow-cleartext-password --tree --version -h --help)
    repeating_options=(-t --target)
    non_repeating_options=(--password-file --timeout --tls-ca --tls-cert --tls-key --auth --token-file --token-command --proxy --proxy-auth --proxy-password-file --defaults-file --tls --database --user -o --output --watch)
    __xmlactl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-t'|'--target')
        return
        ;;
    '--password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--timeout')
        return
        ;;
    '--tls-ca')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-cert')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-key')
        __xmlactl_add_completions -f
        return
        ;;
    '--auth')
        __xmlactl_add_completions -W 'none'$'\n''basic'$'\n''ntlm'$'\n''negotiate'$'\n''bearer'
        return
        ;;
    '--token-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--token-command')
        return
        ;;
    '--proxy')
        return
        ;;
    '--proxy-auth')
        __xmlactl_add_completions -W 'basic'$'\n''ntlm'$'\n''negotiate'
        return
        ;;
    '--proxy-password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--defaults-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls')
        __xmlactl_add_completions -W 'disabled'$'\n''preferred'$'\n''required'$'\n''verify-ca'$'\n''verify-full'
        return
        ;;
    '--database')
        return
        ;;
    '--user')
        return
        ;;
    '-o'|'--output')
        __xmlactl_add_completions -W 'table'$'\n''wide'$'\n''json'$'\n''ndjson'$'\n''csv'$'\n''tsv'$'\n''name'
        return
        ;;
    '--watch')
        return
        ;;
    esac
}

_xmlactl_discover() {
    repeating_flags=()
    non_repeating_flags=(--trace --via-dmv --no-tls-verify --no-defaults --allow-cleartext-password --version -h --help)
    repeating_options=(--restrict --property -t --target)
    non_repeating_options=(--database --password-file --timeout --tls-ca --tls-cert --tls-key --auth --token-file --token-command --proxy --proxy-auth --proxy-password-file --defaults-file --tls -o --output --watch)
    __xmlactl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--restrict')
        return
        ;;
    '--property')
        return
        ;;
    '--database')
        return
        ;;
    '-t'|'--target')
        return
        ;;
    '--password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--timeout')
        return
        ;;
    '--tls-ca')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-cert')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-key')
        __xmlactl_add_completions -f
        return
        ;;
    '--auth')
        __xmlactl_add_completions -W 'none'$'\n''basic'$'\n''ntlm'$'\n''negotiate'$'\n''bearer'
        return
        ;;
    '--token-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--token-command')
        return
        ;;
    '--proxy')
        return
        ;;
    '--proxy-auth')
        __xmlactl_add_completions -W 'basic'$'\n''ntlm'$'\n''negotiate'
        return
        ;;
    '--proxy-password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--defaults-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls')
        __xmlactl_add_completions -W 'disabled'$'\n''preferred'$'\n''required'$'\n''verify-ca'$'\n''verify-full'
        return
        ;;
    '-o'|'--output')
        __xmlactl_add_completions -W 'table'$'\n''wide'$'\n''json'$'\n''ndjson'$'\n''csv'$'\n''tsv'$'\n''name'
        return
        ;;
    '--watch')
        return
        ;;
    esac
}

_xmlactl_cancel() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __xmlactl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    session|connection|spid|command)
        # Offer subcommand argument completions
        "_xmlactl_cancel_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'session connection spid command' -- "${cur}"))
        ;;
    esac
}

_xmlactl_cancel_session() {
    repeating_flags=()
    non_repeating_flags=(--trace --via-dmv --no-tls-verify --no-defaults --allow-cleartext-password --associated -n --dry-run --escalate --unseen --yes --version -h --help)
    repeating_options=(-t --target)
    non_repeating_options=(--password-file --timeout --tls-ca --tls-cert --tls-key --auth --token-file --token-command --proxy --proxy-auth --proxy-password-file --defaults-file --tls --database --user --wait --max)
    __xmlactl_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-t'|'--target')
        return
        ;;
    '--password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--timeout')
        return
        ;;
    '--tls-ca')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-cert')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-key')
        __xmlactl_add_completions -f
        return
        ;;
    '--auth')
        __xmlactl_add_completions -W 'none'$'\n''basic'$'\n''ntlm'$'\n''negotiate'$'\n''bearer'
        return
        ;;
    '--token-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--token-command')
        return
        ;;
    '--proxy')
        return
        ;;
    '--proxy-auth')
        __xmlactl_add_completions -W 'basic'$'\n''ntlm'$'\n''negotiate'
        return
        ;;
    '--proxy-password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--defaults-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls')
        __xmlactl_add_completions -W 'disabled'$'\n''preferred'$'\n''required'$'\n''verify-ca'$'\n''verify-full'
        return
        ;;
    '--database')
        return
        ;;
    '--user')
        return
        ;;
    '--wait')
        return
        ;;
    '--max')
        return
        ;;
    esac
}

_xmlactl_cancel_connection() {
    repeating_flags=()
    non_repeating_flags=(--trace --via-dmv --no-tls-verify --no-defaults --allow-cleartext-password --associated -n --dry-run --escalate --unseen --yes --version -h --help)
    repeating_options=(-t --target)
    non_repeating_options=(--password-file --timeout --tls-ca --tls-cert --tls-key --auth --token-file --token-command --proxy --proxy-auth --proxy-password-file --defaults-file --tls --database --user --wait --max)
    __xmlactl_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-t'|'--target')
        return
        ;;
    '--password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--timeout')
        return
        ;;
    '--tls-ca')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-cert')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-key')
        __xmlactl_add_completions -f
        return
        ;;
    '--auth')
        __xmlactl_add_completions -W 'none'$'\n''basic'$'\n''ntlm'$'\n''negotiate'$'\n''bearer'
        return
        ;;
    '--token-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--token-command')
        return
        ;;
    '--proxy')
        return
        ;;
    '--proxy-auth')
        __xmlactl_add_completions -W 'basic'$'\n''ntlm'$'\n''negotiate'
        return
        ;;
    '--proxy-password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--defaults-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls')
        __xmlactl_add_completions -W 'disabled'$'\n''preferred'$'\n''required'$'\n''verify-ca'$'\n''verify-full'
        return
        ;;
    '--database')
        return
        ;;
    '--user')
        return
        ;;
    '--wait')
        return
        ;;
    '--max')
        return
        ;;
    esac
}

_xmlactl_cancel_spid() {
    repeating_flags=()
    non_repeating_flags=(--trace --via-dmv --no-tls-verify --no-defaults --allow-cleartext-password --associated -n --dry-run --escalate --unseen --yes --version -h --help)
    repeating_options=(-t --target)
    non_repeating_options=(--password-file --timeout --tls-ca --tls-cert --tls-key --auth --token-file --token-command --proxy --proxy-auth --proxy-password-file --defaults-file --tls --database --user --wait --max)
    __xmlactl_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-t'|'--target')
        return
        ;;
    '--password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--timeout')
        return
        ;;
    '--tls-ca')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-cert')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-key')
        __xmlactl_add_completions -f
        return
        ;;
    '--auth')
        __xmlactl_add_completions -W 'none'$'\n''basic'$'\n''ntlm'$'\n''negotiate'$'\n''bearer'
        return
        ;;
    '--token-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--token-command')
        return
        ;;
    '--proxy')
        return
        ;;
    '--proxy-auth')
        __xmlactl_add_completions -W 'basic'$'\n''ntlm'$'\n''negotiate'
        return
        ;;
    '--proxy-password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--defaults-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls')
        __xmlactl_add_completions -W 'disabled'$'\n''preferred'$'\n''required'$'\n''verify-ca'$'\n''verify-full'
        return
        ;;
    '--database')
        return
        ;;
    '--user')
        return
        ;;
    '--wait')
        return
        ;;
    '--max')
        return
        ;;
    esac
}

_xmlactl_cancel_command() {
    repeating_flags=()
    non_repeating_flags=(--trace --via-dmv --no-tls-verify --no-defaults --allow-cleartext-password -n --dry-run --escalate --unseen --yes --version -h --help)
    repeating_options=(-t --target)
    non_repeating_options=(--session --password-file --timeout --tls-ca --tls-cert --tls-key --auth --token-file --token-command --proxy --proxy-auth --proxy-password-file --defaults-file --tls --database --user --wait --max)
    __xmlactl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--session')
        return
        ;;
    '-t'|'--target')
        return
        ;;
    '--password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--timeout')
        return
        ;;
    '--tls-ca')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-cert')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-key')
        __xmlactl_add_completions -f
        return
        ;;
    '--auth')
        __xmlactl_add_completions -W 'none'$'\n''basic'$'\n''ntlm'$'\n''negotiate'$'\n''bearer'
        return
        ;;
    '--token-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--token-command')
        return
        ;;
    '--proxy')
        return
        ;;
    '--proxy-auth')
        __xmlactl_add_completions -W 'basic'$'\n''ntlm'$'\n''negotiate'
        return
        ;;
    '--proxy-password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--defaults-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls')
        __xmlactl_add_completions -W 'disabled'$'\n''preferred'$'\n''required'$'\n''verify-ca'$'\n''verify-full'
        return
        ;;
    '--database')
        return
        ;;
    '--user')
        return
        ;;
    '--wait')
        return
        ;;
    '--max')
        return
        ;;
    esac
}

_xmlactl_kill() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __xmlactl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    query|connection|user)
        # Offer subcommand argument completions
        "_xmlactl_kill_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'query connection user' -- "${cur}"))
        ;;
    esac
}

_xmlactl_kill_query() {
    repeating_flags=()
    non_repeating_flags=(--query-id --trace --via-dmv --no-tls-verify --no-defaults --allow-cleartext-password --soft --hard -n --dry-run --escalate --unseen --yes --version -h --help)
    repeating_options=(-t --target)
    non_repeating_options=(--password-file --timeout --tls-ca --tls-cert --tls-key --auth --token-file --token-command --proxy --proxy-auth --proxy-password-file --defaults-file --tls --database --user --wait --max)
    __xmlactl_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-t'|'--target')
        return
        ;;
    '--password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--timeout')
        return
        ;;
    '--tls-ca')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-cert')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-key')
        __xmlactl_add_completions -f
        return
        ;;
    '--auth')
        __xmlactl_add_completions -W 'none'$'\n''basic'$'\n''ntlm'$'\n''negotiate'$'\n''bearer'
        return
        ;;
    '--token-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--token-command')
        return
        ;;
    '--proxy')
        return
        ;;
    '--proxy-auth')
        __xmlactl_add_completions -W 'basic'$'\n''ntlm'$'\n''negotiate'
        return
        ;;
    '--proxy-password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--defaults-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls')
        __xmlactl_add_completions -W 'disabled'$'\n''preferred'$'\n''required'$'\n''verify-ca'$'\n''verify-full'
        return
        ;;
    '--database')
        return
        ;;
    '--user')
        return
        ;;
    '--wait')
        return
        ;;
    '--max')
        return
        ;;
    esac
}

_xmlactl_kill_connection() {
    repeating_flags=()
    non_repeating_flags=(--trace --via-dmv --no-tls-verify --no-defaults --allow-cleartext-password --soft --hard -n --dry-run --escalate --unseen --yes --version -h --help)
    repeating_options=(-t --target)
    non_repeating_options=(--password-file --timeout --tls-ca --tls-cert --tls-key --auth --token-file --token-command --proxy --proxy-auth --proxy-password-file --defaults-file --tls --database --user --wait --max)
    __xmlactl_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-t'|'--target')
        return
        ;;
    '--password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--timeout')
        return
        ;;
    '--tls-ca')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-cert')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-key')
        __xmlactl_add_completions -f
        return
        ;;
    '--auth')
        __xmlactl_add_completions -W 'none'$'\n''basic'$'\n''ntlm'$'\n''negotiate'$'\n''bearer'
        return
        ;;
    '--token-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--token-command')
        return
        ;;
    '--proxy')
        return
        ;;
    '--proxy-auth')
        __xmlactl_add_completions -W 'basic'$'\n''ntlm'$'\n''negotiate'
        return
        ;;
    '--proxy-password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--defaults-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls')
        __xmlactl_add_completions -W 'disabled'$'\n''preferred'$'\n''required'$'\n''verify-ca'$'\n''verify-full'
        return
        ;;
    '--database')
        return
        ;;
    '--user')
        return
        ;;
    '--wait')
        return
        ;;
    '--max')
        return
        ;;
    esac
}

_xmlactl_kill_user() {
    repeating_flags=()
    non_repeating_flags=(--trace --via-dmv --no-tls-verify --no-defaults --allow-cleartext-password --soft --hard -n --dry-run --escalate --unseen --yes --version -h --help)
    repeating_options=(-t --target)
    non_repeating_options=(--password-file --timeout --tls-ca --tls-cert --tls-key --auth --token-file --token-command --proxy --proxy-auth --proxy-password-file --defaults-file --tls --wait --max)
    __xmlactl_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-t'|'--target')
        return
        ;;
    '--password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--timeout')
        return
        ;;
    '--tls-ca')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-cert')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-key')
        __xmlactl_add_completions -f
        return
        ;;
    '--auth')
        __xmlactl_add_completions -W 'none'$'\n''basic'$'\n''ntlm'$'\n''negotiate'$'\n''bearer'
        return
        ;;
    '--token-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--token-command')
        return
        ;;
    '--proxy')
        return
        ;;
    '--proxy-auth')
        __xmlactl_add_completions -W 'basic'$'\n''ntlm'$'\n''negotiate'
        return
        ;;
    '--proxy-password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--defaults-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls')
        __xmlactl_add_completions -W 'disabled'$'\n''preferred'$'\n''required'$'\n''verify-ca'$'\n''verify-full'
        return
        ;;
    '--wait')
        return
        ;;
    '--max')
        return
        ;;
    esac
}

_xmlactl_run() {
    repeating_flags=()
    non_repeating_flags=(--transaction --trace --via-dmv --no-tls-verify --no-defaults --allow-cleartext-password --version -h --help)
    repeating_options=(--property --param -t --target)
    non_repeating_options=(--file -f --database --session --command-timeout --cancellation-timeout --password-file --timeout --tls-ca --tls-cert --tls-key --auth --token-file --token-command --proxy --proxy-auth --proxy-password-file --defaults-file --tls -o --output)
    __xmlactl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--file'|'-f')
        __xmlactl_add_completions -f
        return
        ;;
    '--database')
        return
        ;;
    '--session')
        return
        ;;
    '--property')
        return
        ;;
    '--param')
        return
        ;;
    '--command-timeout')
        return
        ;;
    '--cancellation-timeout')
        return
        ;;
    '-t'|'--target')
        return
        ;;
    '--password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--timeout')
        return
        ;;
    '--tls-ca')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-cert')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-key')
        __xmlactl_add_completions -f
        return
        ;;
    '--auth')
        __xmlactl_add_completions -W 'none'$'\n''basic'$'\n''ntlm'$'\n''negotiate'$'\n''bearer'
        return
        ;;
    '--token-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--token-command')
        return
        ;;
    '--proxy')
        return
        ;;
    '--proxy-auth')
        __xmlactl_add_completions -W 'basic'$'\n''ntlm'$'\n''negotiate'
        return
        ;;
    '--proxy-password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--defaults-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls')
        __xmlactl_add_completions -W 'disabled'$'\n''preferred'$'\n''required'$'\n''verify-ca'$'\n''verify-full'
        return
        ;;
    '-o'|'--output')
        __xmlactl_add_completions -W 'table'$'\n''wide'$'\n''json'$'\n''ndjson'$'\n''csv'$'\n''tsv'$'\n''name'
        return
        ;;
    esac
}

_xmlactl_session() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __xmlactl_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    open|close)
        # Offer subcommand argument completions
        "_xmlactl_session_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'open close' -- "${cur}"))
        ;;
    esac
}

_xmlactl_session_open() {
    repeating_flags=()
    non_repeating_flags=(--trace --via-dmv --no-tls-verify --no-defaults --allow-cleartext-password --version -h --help)
    repeating_options=(-t --target)
    non_repeating_options=(--password-file --timeout --tls-ca --tls-cert --tls-key --auth --token-file --token-command --proxy --proxy-auth --proxy-password-file --defaults-file --tls --database)
    __xmlactl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-t'|'--target')
        return
        ;;
    '--password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--timeout')
        return
        ;;
    '--tls-ca')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-cert')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-key')
        __xmlactl_add_completions -f
        return
        ;;
    '--auth')
        __xmlactl_add_completions -W 'none'$'\n''basic'$'\n''ntlm'$'\n''negotiate'$'\n''bearer'
        return
        ;;
    '--token-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--token-command')
        return
        ;;
    '--proxy')
        return
        ;;
    '--proxy-auth')
        __xmlactl_add_completions -W 'basic'$'\n''ntlm'$'\n''negotiate'
        return
        ;;
    '--proxy-password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--defaults-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls')
        __xmlactl_add_completions -W 'disabled'$'\n''preferred'$'\n''required'$'\n''verify-ca'$'\n''verify-full'
        return
        ;;
    '--database')
        return
        ;;
    esac
}

_xmlactl_session_close() {
    repeating_flags=()
    non_repeating_flags=(--trace --via-dmv --no-tls-verify --no-defaults --allow-cleartext-password --version -h --help)
    repeating_options=(-t --target)
    non_repeating_options=(--password-file --timeout --tls-ca --tls-cert --tls-key --auth --token-file --token-command --proxy --proxy-auth --proxy-password-file --defaults-file --tls)
    __xmlactl_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-t'|'--target')
        return
        ;;
    '--password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--timeout')
        return
        ;;
    '--tls-ca')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-cert')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-key')
        __xmlactl_add_completions -f
        return
        ;;
    '--auth')
        __xmlactl_add_completions -W 'none'$'\n''basic'$'\n''ntlm'$'\n''negotiate'$'\n''bearer'
        return
        ;;
    '--token-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--token-command')
        return
        ;;
    '--proxy')
        return
        ;;
    '--proxy-auth')
        __xmlactl_add_completions -W 'basic'$'\n''ntlm'$'\n''negotiate'
        return
        ;;
    '--proxy-password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--defaults-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls')
        __xmlactl_add_completions -W 'disabled'$'\n''preferred'$'\n''required'$'\n''verify-ca'$'\n''verify-full'
        return
        ;;
    esac
}

_xmlactl_begin() {
    repeating_flags=()
    non_repeating_flags=(--trace --via-dmv --no-tls-verify --no-defaults --allow-cleartext-password --version -h --help)
    repeating_options=(-t --target)
    non_repeating_options=(--session --password-file --timeout --tls-ca --tls-cert --tls-key --auth --token-file --token-command --proxy --proxy-auth --proxy-password-file --defaults-file --tls)
    __xmlactl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--session')
        return
        ;;
    '-t'|'--target')
        return
        ;;
    '--password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--timeout')
        return
        ;;
    '--tls-ca')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-cert')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-key')
        __xmlactl_add_completions -f
        return
        ;;
    '--auth')
        __xmlactl_add_completions -W 'none'$'\n''basic'$'\n''ntlm'$'\n''negotiate'$'\n''bearer'
        return
        ;;
    '--token-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--token-command')
        return
        ;;
    '--proxy')
        return
        ;;
    '--proxy-auth')
        __xmlactl_add_completions -W 'basic'$'\n''ntlm'$'\n''negotiate'
        return
        ;;
    '--proxy-password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--defaults-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls')
        __xmlactl_add_completions -W 'disabled'$'\n''preferred'$'\n''required'$'\n''verify-ca'$'\n''verify-full'
        return
        ;;
    esac
}

_xmlactl_commit() {
    repeating_flags=()
    non_repeating_flags=(--trace --via-dmv --no-tls-verify --no-defaults --allow-cleartext-password --version -h --help)
    repeating_options=(-t --target)
    non_repeating_options=(--session --password-file --timeout --tls-ca --tls-cert --tls-key --auth --token-file --token-command --proxy --proxy-auth --proxy-password-file --defaults-file --tls)
    __xmlactl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--session')
        return
        ;;
    '-t'|'--target')
        return
        ;;
    '--password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--timeout')
        return
        ;;
    '--tls-ca')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-cert')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-key')
        __xmlactl_add_completions -f
        return
        ;;
    '--auth')
        __xmlactl_add_completions -W 'none'$'\n''basic'$'\n''ntlm'$'\n''negotiate'$'\n''bearer'
        return
        ;;
    '--token-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--token-command')
        return
        ;;
    '--proxy')
        return
        ;;
    '--proxy-auth')
        __xmlactl_add_completions -W 'basic'$'\n''ntlm'$'\n''negotiate'
        return
        ;;
    '--proxy-password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--defaults-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls')
        __xmlactl_add_completions -W 'disabled'$'\n''preferred'$'\n''required'$'\n''verify-ca'$'\n''verify-full'
        return
        ;;
    esac
}

_xmlactl_rollback() {
    repeating_flags=()
    non_repeating_flags=(--trace --via-dmv --no-tls-verify --no-defaults --allow-cleartext-password --version -h --help)
    repeating_options=(-t --target)
    non_repeating_options=(--session --password-file --timeout --tls-ca --tls-cert --tls-key --auth --token-file --token-command --proxy --proxy-auth --proxy-password-file --defaults-file --tls)
    __xmlactl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--session')
        return
        ;;
    '-t'|'--target')
        return
        ;;
    '--password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--timeout')
        return
        ;;
    '--tls-ca')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-cert')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-key')
        __xmlactl_add_completions -f
        return
        ;;
    '--auth')
        __xmlactl_add_completions -W 'none'$'\n''basic'$'\n''ntlm'$'\n''negotiate'$'\n''bearer'
        return
        ;;
    '--token-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--token-command')
        return
        ;;
    '--proxy')
        return
        ;;
    '--proxy-auth')
        __xmlactl_add_completions -W 'basic'$'\n''ntlm'$'\n''negotiate'
        return
        ;;
    '--proxy-password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--defaults-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls')
        __xmlactl_add_completions -W 'disabled'$'\n''preferred'$'\n''required'$'\n''verify-ca'$'\n''verify-full'
        return
        ;;
    esac
}

_xmlactl_shell() {
    repeating_flags=()
    non_repeating_flags=(--keep-going --trace --via-dmv --no-tls-verify --no-defaults --allow-cleartext-password --version -h --help)
    repeating_options=(-t --target)
    non_repeating_options=(--password-file --timeout --tls-ca --tls-cert --tls-key --auth --token-file --token-command --proxy --proxy-auth --proxy-password-file --defaults-file --tls)
    __xmlactl_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-t'|'--target')
        return
        ;;
    '--password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--timeout')
        return
        ;;
    '--tls-ca')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-cert')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls-key')
        __xmlactl_add_completions -f
        return
        ;;
    '--auth')
        __xmlactl_add_completions -W 'none'$'\n''basic'$'\n''ntlm'$'\n''negotiate'$'\n''bearer'
        return
        ;;
    '--token-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--token-command')
        return
        ;;
    '--proxy')
        return
        ;;
    '--proxy-auth')
        __xmlactl_add_completions -W 'basic'$'\n''ntlm'$'\n''negotiate'
        return
        ;;
    '--proxy-password-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--defaults-file')
        __xmlactl_add_completions -f
        return
        ;;
    '--tls')
        __xmlactl_add_completions -W 'disabled'$'\n''preferred'$'\n''required'$'\n''verify-ca'$'\n''verify-full'
        return
        ;;
    esac
}

_xmlactl_demo() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __xmlactl_offer_flags_options 0
}

_xmlactl_help() {
    repeating_flags=()
    non_repeating_flags=(--version)
    repeating_options=()
    non_repeating_options=()
    __xmlactl_offer_flags_options -1
}

complete -o filenames -F _xmlactl xmlactl
