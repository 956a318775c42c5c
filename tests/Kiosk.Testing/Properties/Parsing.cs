using FsCheck;
using FsCheck.Fluent;

namespace Kiosk.Testing.Properties;

/// <summary>The contract of every parser, checked with arbitrary bytes.</summary>
public static class Parsing
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(500);

    /// <summary>Tries each sample, many small mutations of it, and random bytes.</summary>
    public static void Holds<TOwn>(byte[][] samples, Action<byte[]> parse)
        where TOwn : Exception
    {
        foreach (var sample in samples)
        {
            parse(sample);
            Prop.ForAll(ArbMap.Default.ArbFor<(int, byte)[]>(), edits => ReadsOrRefuses<TOwn>(() => parse(Edit(sample, edits)))).Check(Many);
        }

        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => ReadsOrRefuses<TOwn>(() => parse(bytes))).Check(Many);
    }

    /// <returns>True if the bytes are parsed or refused with the parser's own exception; any other exception propagates and fails the property.</returns>
    public static bool ReadsOrRefuses<TOwn>(Action parse)
        where TOwn : Exception
    {
        try
        {
            parse();
            return true;
        }
        catch (TOwn)
        {
            return true;
        }
    }

    /// <summary>The sample with single bytes overwritten, and truncated or extended by the last mutation.</summary>
    public static byte[] Edit(ReadOnlySpan<byte> sample, IReadOnlyList<(int Position, byte Value)> edits)
    {
        var edited = sample.ToArray();
        foreach (var (position, value) in edits)
        {
            if (edited.Length > 0)
            {
                edited[(position & int.MaxValue) % edited.Length] = value;
            }
        }

        return edits switch
        {
            [.., (_, < 32)] => edited[..^Math.Min(edited.Length, edits[^1].Value)],
            [.., (_, > 224)] => [.. edited, .. edited.AsSpan(0, Math.Min(edited.Length, 256 - edits[^1].Value))],
            _ => edited,
        };
    }
}
