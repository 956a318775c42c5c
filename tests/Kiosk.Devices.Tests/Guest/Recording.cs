using System.Buffers.Binary;

namespace Kiosk.Devices.Tests.Guest;

/// <summary>Sound as loudness over time, a hundred values a second: what a sentence has in common with its replay at another rate and volume.</summary>
internal sealed record Recording(IReadOnlyList<double> Loudness)
{
    private const int Rate = 100;
    private const int HeaderLength = 44;

    public bool IsSilent => Loudness.All(value => value < 1);

    /// <summary>From the first sound to the last, in seconds.</summary>
    public double Length => IsSilent ? 0 : (Loudness.Count - Loudness.TakeWhile(IsQuiet).Count() - Loudness.Reverse().TakeWhile(IsQuiet).Count()) / (double)Rate;

    /// <summary>Of 16-bit samples; the length that the header states is not asked, for whoever still writes does not know it.</summary>
    /// <param name="from">Bytes of samples that are passed over.</param>
    public static Recording Parse(ReadOnlySpan<byte> wave, int from = 0)
    {
        if (wave.Length < HeaderLength)
        {
            return new([]);
        }

        var (channels, rate) = (BinaryPrimitives.ReadUInt16LittleEndian(wave[22..]), BinaryPrimitives.ReadInt32LittleEndian(wave[24..]));
        var samples = wave[Math.Min(wave.Length, HeaderLength + from)..];
        var (step, window) = (channels * sizeof(short), rate / Rate);
        var loudness = new double[samples.Length / (step * window)];
        for (var at = 0; at < loudness.Length; at++)
        {
            double sum = 0;
            for (var sample = 0; sample < window; sample++)
            {
                double value = BinaryPrimitives.ReadInt16LittleEndian(samples[(((at * window) + sample) * step)..]);
                sum += value * value;
            }

            loudness[at] = Math.Sqrt(sum / window);
        }

        return new(loudness);
    }

    /// <summary>How much this sounds like the sentence wherever in it the sentence begins: the greatest correlation of both, 1 at most.</summary>
    public double Likeness(Recording sentence) =>
        Enumerable.Range(-Rate / 2, Math.Max(1, Loudness.Count)).Max(lag => Correlation(sentence.Loudness, [.. Enumerable.Range(lag, sentence.Loudness.Count).Select(At)]));

    private static bool IsQuiet(double value) => value < 50;

    private static double Correlation(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        var (meanOfOne, meanOfOther) = (one.Average(), other.Average());
        double product = 0, squareOfOne = 0, squareOfOther = 0;
        for (var at = 0; at < one.Count; at++)
        {
            var (a, b) = (one[at] - meanOfOne, other[at] - meanOfOther);
            product += a * b;
            squareOfOne += a * a;
            squareOfOther += b * b;
        }

        return squareOfOther == 0 ? 0 : product / Math.Sqrt(squareOfOne * squareOfOther);
    }

    private double At(int index) => index >= 0 && index < Loudness.Count ? Loudness[index] : 0;
}
