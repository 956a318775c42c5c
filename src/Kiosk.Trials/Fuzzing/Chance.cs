namespace Kiosk.Trials.Fuzzing;

/// <summary>Seeded pseudo-random numbers: the same seed and number always give the same sequence.</summary>
internal sealed class Chance
{
    private const uint Spread = 0x9E3779B9;
    private readonly Random random;

    public Chance(int seed, long number) => random = new Random(unchecked((int)(((uint)seed * Spread) ^ (uint)number ^ (uint)(number >> 32))));

    /// <summary>From 0 up to, but excluding, the bound.</summary>
    public int Below(int bound) => random.Next(Math.Max(1, bound));

    public bool OneIn(int times) => random.Next(times) == 0;

    public byte Byte() => (byte)random.Next(256);

    public byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    public T Of<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
