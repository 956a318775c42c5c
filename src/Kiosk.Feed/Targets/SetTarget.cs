using System.Globalization;

namespace Kiosk.Feed.Targets;

/// <summary>A set file as described in the <c>custom</c> data of a target of the province's role.</summary>
public abstract record SetTarget
{
    private SetTarget(SetState result, SetPacking packing) => (Result, Packing) = (result, packing);

    /// <summary>The complete set after this file is read or applied.</summary>
    public SetState Result { get; }

    public SetPacking Packing { get; }

    /// <summary>The header that the file must have.</summary>
    public abstract SetHeader Header { get; }

    /// <summary>The target path.</summary>
    public string Path => $"province/{Result.Province}/{Result.DataClass.Name()}.{Middle}{(Packing.Encoding is SetEncoding.Brotli ? ".br" : "")}";

    private protected abstract string Middle { get; }

    /// <summary>Checks that an opened file matches this description.</summary>
    /// <exception cref="TargetFormatException">It does not.</exception>
    public void Check(SetHeader header)
    {
        if (header != Header)
        {
            throw new TargetFormatException($"The file is that of {header.Province} {header.DataClass.Name()} version {header.Version} with {header.Count} lines, not {Path}.");
        }
    }

    /// <summary>A complete set.</summary>
    public sealed record Snapshot(SetState Result, SetPacking Packing) : SetTarget(Result, Packing)
    {
        public override SetHeader Header => new(Result.Province, Result.DataClass, Result.Version, null, Result.Rows);

        private protected override string Middle => string.Create(CultureInfo.InvariantCulture, $"{Result.Version}.set");
    }

    /// <summary>The changes from one version to a later one.</summary>
    /// <param name="From">The version it applies to.</param>
    /// <param name="FromHash">Hash of the complete set it applies to; it must not be applied to any other.</param>
    /// <param name="Changes">Number of changes in the file.</param>
    public sealed record Delta(long From, SetHash FromHash, int Changes, SetState Result, SetPacking Packing) : SetTarget(Result, Packing)
    {
        public override SetHeader Header => new(Result.Province, Result.DataClass, Result.Version, From, Changes);

        private protected override string Middle => string.Create(CultureInfo.InvariantCulture, $"{From}-{Result.Version}.delta");
    }
}
