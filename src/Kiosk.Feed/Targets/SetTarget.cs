using System.Globalization;

namespace Kiosk.Feed.Targets;

/// <summary>What a province's role says in a target's <c>custom</c> about one file of a set.</summary>
public abstract record SetTarget
{
    private SetTarget(SetState result, SetPacking packing) => (Result, Packing) = (result, packing);

    /// <summary>The whole set once this file was read or applied.</summary>
    public SetState Result { get; }

    public SetPacking Packing { get; }

    /// <summary>The header that the file must have.</summary>
    public abstract SetHeader Header { get; }

    /// <summary>The target path.</summary>
    public string Path => $"province/{Result.Province}/{Result.DataClass.Name()}.{Middle}{(Packing.Encoding is SetEncoding.Brotli ? ".br" : "")}";

    private protected abstract string Middle { get; }

    /// <summary>Checks that a file that was opened is the one described.</summary>
    /// <exception cref="TargetFormatException">It is another.</exception>
    public void Check(SetHeader header)
    {
        if (header != Header)
        {
            throw new TargetFormatException($"The file is that of {header.Province} {header.DataClass.Name()} version {header.Version} with {header.Count} lines, not {Path}.");
        }
    }

    /// <summary>The whole set.</summary>
    public sealed record Snapshot(SetState Result, SetPacking Packing) : SetTarget(Result, Packing)
    {
        public override SetHeader Header => new(Result.Province, Result.DataClass, Result.Version, null, Result.Rows);

        private protected override string Middle => string.Create(CultureInfo.InvariantCulture, $"{Result.Version}.set");
    }

    /// <summary>The way from one version to a later one.</summary>
    /// <param name="From">The version that it applies to.</param>
    /// <param name="FromHash">Of the whole set that it applies to: a set with another hash must not be changed by it.</param>
    /// <param name="Changes">Lines of the file.</param>
    public sealed record Delta(long From, SetHash FromHash, int Changes, SetState Result, SetPacking Packing) : SetTarget(Result, Packing)
    {
        public override SetHeader Header => new(Result.Province, Result.DataClass, Result.Version, From, Changes);

        private protected override string Middle => string.Create(CultureInfo.InvariantCulture, $"{From}-{Result.Version}.delta");
    }
}
