"""tests: a tiny model of random weights, made here and served by llama.cpp's own server on loopback.

Prints its address on the first line, and ends when its standard input closes. Its words are noise.
"""

import os
import sys
import tempfile

import gguf
import numpy
import xllamacpp

VOCABULARY, WIDTH, FEED, BLOCKS, HEADS, CONTEXT = 320, 64, 128, 2, 4, 16384
TEMPLATE = (
    "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}"
    "{% if add_generation_prompt %}assistant: {% endif %}"
)
WORDS = "the a is to tea ships free in days of and not for price yes no we you it on at by or from our with [ ] . ,"


def write(path):
    random = numpy.random.default_rng(7)

    def weights(*shape):
        return (random.standard_normal(shape) * 0.05).astype(numpy.float32)

    ones = numpy.ones(WIDTH, numpy.float32)
    out = gguf.GGUFWriter(path, "llama")
    out.add_name("tiny-random")
    out.add_context_length(CONTEXT)
    out.add_embedding_length(WIDTH)
    out.add_block_count(BLOCKS)
    out.add_feed_forward_length(FEED)
    out.add_head_count(HEADS)
    out.add_head_count_kv(HEADS)
    out.add_layer_norm_rms_eps(1e-5)
    out.add_rope_dimension_count(WIDTH // HEADS)
    out.add_vocab_size(VOCABULARY)
    # Unknown, begin and end; every byte; words; and padding.
    tokens = [("<unk>", 0.0, 2), ("<s>", 0.0, 3), ("</s>", 0.0, 3)]
    tokens += [(f"<0x{byte:02X}>", 0.0, 6) for byte in range(256)]
    tokens += [("▁" + word, -float(at), 1) for at, word in enumerate(WORDS.split())]
    tokens += [(f"<pad{at}>", -1e4, 5) for at in range(len(tokens), VOCABULARY)]
    out.add_tokenizer_model("llama")
    out.add_token_list([token for token, _, _ in tokens])
    out.add_token_scores([score for _, score, _ in tokens])
    out.add_token_types([kind for _, _, kind in tokens])
    out.add_bos_token_id(1)
    out.add_eos_token_id(2)
    out.add_unk_token_id(0)
    out.add_chat_template(TEMPLATE)
    out.add_tensor("token_embd.weight", weights(VOCABULARY, WIDTH))
    out.add_tensor("output_norm.weight", ones)
    out.add_tensor("output.weight", weights(VOCABULARY, WIDTH))
    for block in range(BLOCKS):
        for name in ("attn_norm", "ffn_norm"):
            out.add_tensor(f"blk.{block}.{name}.weight", ones)
        for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
            out.add_tensor(f"blk.{block}.{name}.weight", weights(WIDTH, WIDTH))
        for name in ("ffn_gate", "ffn_up"):
            out.add_tensor(f"blk.{block}.{name}.weight", weights(FEED, WIDTH))
        out.add_tensor(f"blk.{block}.ffn_down.weight", weights(WIDTH, FEED))
    out.write_header_to_file()
    out.write_kv_data_to_file()
    out.write_tensors_to_file()
    out.close()


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "tiny.gguf")
    write(path)
    params = xllamacpp.CommonParams()
    params.model.path = path
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_ctx = CONTEXT
    params.n_parallel = 2
    params.warmup = False
    params.cpuparams.n_threads = 2
    params.use_jinja = True
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()
# The server's threads go on for as long as the process does.
os._exit(0)
