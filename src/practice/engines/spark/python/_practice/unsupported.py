"""
Names that Spark 3.5 has and the practice account's Spark has not: refused by name, not as typing
errors.
"""

FUNCTIONS = frozenset("""
    acosh aes_decrypt aes_encrypt aggregate array_compact array_insert array_prepend array_size
    arrays_zip asinh assert_true atanh bit_and bit_count bit_get bit_length bit_or bit_xor
    bitmap_bit_position bitmap_bucket_number bitmap_construct_agg bitmap_count bitmap_or_agg
    bitwiseNOT bitwise_not bucket call_function call_udf conv convert_timezone cosh cot
    count_min_sketch crc32 csc current_catalog current_database current_schema current_timezone
    current_user date_from_unix_date date_part datepart days decode elt encode exists expm1 extract
    filter find_in_set forall from_csv from_json from_utc_timestamp get_json_object getbit grouping
    grouping_id hash histogram_numeric hll_sketch_agg hll_sketch_estimate hll_union hll_union_agg
    hours ilike inline inline_outer input_file_block_length input_file_block_start input_file_name
    java_method json_array_length json_object_keys json_tuple localtimestamp make_dt_interval
    make_interval make_timestamp make_timestamp_ltz make_timestamp_ntz make_ym_interval map_concat
    map_entries map_filter map_from_entries map_zip_with mask months named_struct octet_length
    overlay parse_url position positive printf raise_error reduce reflect regexp_instr regexp_substr
    regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy
    schema_of_csv schema_of_json sec sentences session_window sha shiftLeft shiftRight
    shiftRightUnsigned shiftleft shiftright shiftrightunsigned shuffle sinh skewness soundex
    spark_partition_id stack str_to_map substring_index tanh timestamp_micros timestamp_millis
    toDegrees toRadians to_binary to_char to_csv to_number to_timestamp_ltz to_timestamp_ntz
    to_unix_timestamp to_utc_timestamp to_varchar transform transform_keys transform_values try_add
    try_aes_decrypt try_avg try_divide try_element_at try_multiply try_subtract try_sum
    try_to_binary try_to_number try_to_timestamp typeof udtf unhex unix_micros unix_millis
    unix_seconds unwrap_udt url_decode url_encode user version width_bucket window window_time xpath
    xpath_boolean xpath_double xpath_float xpath_int xpath_long xpath_number xpath_short
    xpath_string xxhash64 years zip_with
    """.split())
