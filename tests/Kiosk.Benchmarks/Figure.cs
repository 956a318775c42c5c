using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kiosk.Benchmarks;

/// <summary>One measured figure beside its limit: a ratio of medians taken side by side in this run, or a size.</summary>
/// <param name="Limit">Infinite where there is none.</param>
internal sealed record Figure(string Name, double Value, string Unit, double Limit, string Detail)
{
    public bool Ok => Value <= Limit;

    public string ToJson() => JsonSerializer.Serialize(this, FigureJson.Default.Figure);

    public override string ToString() => $"{(Ok ? "ok  " : "OVER")} {Name,-44} {Value,8:0.00} {Unit,-4} limit {(double.IsFinite(Limit) ? $"{Limit:0.0#}" : "none"),6}   {Detail}";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(Figure))]
internal sealed partial class FigureJson : JsonSerializerContext;
