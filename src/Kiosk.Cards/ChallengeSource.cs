using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Kiosk.Cards;

/// <summary>Generates fresh challenges and detects a random source that is stuck or repeats itself. Thread-safe.</summary>
/// <param name="terminalId">Bound into every challenge, so that an answer is valid at one terminal only.</param>
/// <param name="fill">Fills a span with random bytes.</param>
public sealed class ChallengeSource(string terminalId, Action<Span<byte>> fill)
{
    /// <summary>Number of earlier nonces that a new one is compared with.</summary>
    public const int Memory = 1024;

    private readonly Lock gate = new();
    private readonly HashSet<UInt128> recent = new(Memory + 1);
    private readonly Queue<UInt128> order = new(Memory + 1);

    public ChallengeSource(string terminalId)
        : this(terminalId, RandomNumberGenerator.Fill)
    {
    }

    /// <exception cref="RandomSourceException">The source failed, returned a single repeated byte, or repeated one of the last 1,024 nonces.</exception>
    public CardChallenge Next()
    {
        var nonce = new byte[CardChallenge.NonceLength];
        Fill(nonce);
        if (!nonce.AsSpan().ContainsAnyExcept(nonce[0]))
        {
            throw new RandomSourceException($"The random source gave {nonce.Length} times the byte {nonce[0]:X2}.");
        }

        // Half a nonce is enough: by chance it repeats once in 2^108 taps.
        Remember(MemoryMarshal.Read<UInt128>(nonce));
        return new CardChallenge(terminalId, nonce);
    }

    private void Fill(byte[] nonce)
    {
        try
        {
            fill(nonce);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException)
        {
            throw new RandomSourceException("The random source failed.", exception);
        }
    }

    private void Remember(UInt128 nonce)
    {
        lock (gate)
        {
            if (!recent.Add(nonce))
            {
                throw new RandomSourceException("The random source repeats itself.");
            }

            order.Enqueue(nonce);
            if (order.Count > Memory)
            {
                recent.Remove(order.Dequeue());
            }
        }
    }
}
