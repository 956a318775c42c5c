using System.Collections.Concurrent;

namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>The last signature of each virtual card, by its image's file name: what a forger near the reader could have recorded.</summary>
public sealed class SkimmedAnswers
{
    private readonly ConcurrentDictionary<string, byte[]> signatures = new(StringComparer.Ordinal);

    internal void Remember(string fileName, byte[] signature) => signatures[fileName] = signature;

    internal byte[]? Find(string fileName) => signatures.GetValueOrDefault(fileName);
}
