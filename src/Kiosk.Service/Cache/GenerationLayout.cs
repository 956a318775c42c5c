namespace Kiosk.Service.Cache;

/// <summary>Which tables of a generation are written into its own file, and which it goes on using from the files of the generation before.</summary>
/// <param name="previous">The generation before, or null: then every table is written.</param>
/// <param name="previousFile">The file that bears the previous generation's number; null where there is none.</param>
internal sealed class GenerationLayout(long number, GenerationHeader? previous, LayerReference? previousFile)
{
    private readonly Dictionary<string, IReadOnlyList<TableLayer>> tables = new(StringComparer.Ordinal) { [GenerationTables.Header] = [new(number, Rows: 0)] };

    /// <summary>As they are planned; how many rows the new file holds of each is known when they are written (<see cref="Count"/>).</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TableLayer>> Tables => tables;

    /// <summary>The tables of the new file, but for its salt.</summary>
    public IReadOnlyList<string> Written => [.. tables.Where(table => table.Value[0].File == number).Select(table => table.Key)];

    public IReadOnlyList<LayerReference> Below =>
        [.. tables.Values.SelectMany(chain => chain).Select(layer => layer.File).Distinct().Where(layer => layer != number).OrderDescending().Select(Find)];

    /// <summary>Written whole.</summary>
    public void Own(params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            tables[name] = [Own()];
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
    public void Over(string name) => tables[name] = [Own(), .. ChainOf(name)];

    /// <summary>Rows changed now or since the table was last written whole are written; the files between are needed no more.</summary>
    public void Fold(string name) => tables[name] = [Own(), ChainOf(name)[^1]];

    /// <summary>The tables, with how many rows were written of each.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<TableLayer>> Count(
        IReadOnlyDictionary<string, IReadOnlyList<TableLayer>> tables, long number, IReadOnlyDictionary<string, int> written) =>
        tables.ToDictionary(
            table => table.Key,
            table => (IReadOnlyList<TableLayer>)[.. table.Value.Select(layer => layer.File == number ? layer with { Rows = table.Key == GenerationTables.Header ? 1 : written[table.Key] } : layer)],
            StringComparer.Ordinal);

    private TableLayer Own() => new(number, Rows: 0);

    private IReadOnlyList<TableLayer> ChainOf(string name) =>
        previous?.Tables.GetValueOrDefault(name) ?? throw new InvalidOperationException($"The generation before has no table {name}.");

    private LayerReference Find(long layer) =>
        layer == previousFile?.Number
            ? previousFile
            : previous?.Below.FirstOrDefault(reference => reference.Number == layer) ?? throw new InvalidOperationException($"No file {layer} is known.");
}
