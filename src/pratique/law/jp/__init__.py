"""Japan: UN regulations in the safety standards of the Road Transport Vehicle Act; its duty stands with the others."""
