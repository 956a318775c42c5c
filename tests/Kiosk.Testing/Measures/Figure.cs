using System.Text.Json.Nodes;

namespace Kiosk.Testing.Measures;

/// <summary>A measured figure with its limit: a ratio of medians measured side by side in this run, or a size.</summary>
/// <param name="Limit">Infinity if there is none; null in JSON.</param>
internal sealed record Figure(string Name, double Value, string Unit, double Limit, string Detail)
{
    public bool Ok => Value <= Limit;

    public string ToJson() => new JsonObject
    {
        ["name"] = Name,
        ["value"] = Value,
        ["unit"] = Unit,
        ["limit"] = double.IsFinite(Limit) ? Limit : null,
        ["detail"] = Detail,
        ["ok"] = Ok,
    }.ToJsonString();

    public override string ToString() => $"{(Ok ? "ok  " : "OVER")} {Name,-44} {Value,8:0.00} {Unit,-4} limit {(double.IsFinite(Limit) ? $"{Limit:0.0#}" : "none"),6}   {Detail}";
}
