namespace Kiosk.Service.Cache;

/// <summary>Which tables of a generation are written into its own file, and which it goes on using from the files of the generation before.</summary>
/// <param name="previous">The generation before, or null: then every table is written.</param>
/// <param name="previousFile">The file that bears the previous generation's number; null where there is none.</param>
internal sealed class GenerationLayout(long number, GenerationHeader? previous, LayerReference? previousFile)
{
    private readonly Dictionary<string, IReadOnlyList<long>> tables = new(StringComparer.Ordinal) { [GenerationTables.Header] = [number] };

    public IReadOnlyDictionary<string, IReadOnlyList<long>> Tables => tables;

    /// <summary>The tables of the new file, but for its salt.</summary>
    public IReadOnlyList<string> Written => [.. tables.Where(table => table.Value[0] == number).Select(table => table.Key)];

    public IReadOnlyList<LayerReference> Below =>
        [.. tables.Values.SelectMany(chain => chain).Distinct().Where(layer => layer != number).OrderDescending().Select(Find)];

    /// <summary>Written whole.</summary>
    public void Own(params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            tables[name] = [number];
        }
    }

    /// <summary>Not written: as it was.</summary>
    public void Inherit(params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            tables[name] = ChainOf(name);
        }
    }

    /// <summary>Only changed rows are written.</summary>
    public void Over(string name) => tables[name] = [number, .. ChainOf(name)];

    /// <summary>Rows changed now or since the table was last written whole are written; the files between are needed no more.</summary>
    public void Fold(string name) => tables[name] = [number, ChainOf(name)[^1]];

    private IReadOnlyList<long> ChainOf(string name) =>
        previous?.Tables.GetValueOrDefault(name) ?? throw new InvalidOperationException($"The generation before has no table {name}.");

    private LayerReference Find(long layer) =>
        layer == previousFile?.Number
            ? previousFile
            : previous?.Below.FirstOrDefault(reference => reference.Number == layer) ?? throw new InvalidOperationException($"No file {layer} is known.");
}
