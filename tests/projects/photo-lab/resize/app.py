def handler(event, context):
    return {**event, "size": "small"}
